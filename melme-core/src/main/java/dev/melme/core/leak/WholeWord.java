package dev.melme.core.leak;

/** Finds a word or several where no letter and no digit is next to them. */
final class WholeWord {

  private WholeWord() {}

  /** Whether the text holds the word; both are folded, the word is not empty. */
  static boolean isIn(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
