package dev.melme.api.workspace;

/** The characters that mean something in a query. */
final class QueryCharacters {

  /** Straight and full-width, and what phones and word processors make of it. */
  private static final String QUOTES = "\"\u201c\u201d\u201e\u201f\uff02";

  private QueryCharacters() {}

  static boolean isQuote(char c) {
    return QUOTES.indexOf(c) >= 0;
  }

  /** What separates conditions; the space of CJK keyboards (U+3000) and the no-break space too. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  /** Whether there is something to find: punctuation and symbols are not searched. */
  static boolean hasWord(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
