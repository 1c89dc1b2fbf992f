package dev.melme.core.view;

/**
 * One line of a message as the splitter sees it.
 *
 * @param text the line without its end
 * @param mark what the markup or the characters in front say about it
 */
record Line(String text, Mark mark) {

  /** What is known of a line before its words are looked at. */
  enum Mark {
    /** Nothing. */
    NONE,
    /** Quoted for certain: behind {@code >}, or in an element that mail programs use for that. */
    QUOTED,
    /** Quoted if an attribution introduces it: a blockquote, lines behind a bar or a name. */
    QUOTED_IF_INTRODUCED,
    /** From here on it is the message that is answered or forwarded. */
    BEGINS_QUOTED,
    /** Inside an element that mail programs use for signatures. */
    SIGNATURE
  }

  private static final int MAX_INDENT = 3;
  private static final int MAX_NAME = 12;

  /** A line with the mark that its first characters give. */
  static Line of(String text) {
    int at = 0;
    while (at < text.length() && at < MAX_INDENT && text.charAt(at) == ' ') {
      at++;
    }
    if (at == text.length()) {
      return new Line(text, Mark.NONE);
    }
    char first = text.charAt(at);
    if (first == '>') {
      return new Line(text, Mark.QUOTED);
    }
    if (first == '|') {
      return new Line(text, Mark.QUOTED_IF_INTRODUCED);
    }
    int name = at;
    while (name < text.length() && name - at < MAX_NAME && isLetter(text.charAt(name))) {
      name++;
    }
    boolean named = name > at && name < text.length() && text.charAt(name) == '>';
    return new Line(text, named ? Mark.QUOTED_IF_INTRODUCED : Mark.NONE);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** Whether something quotes it, or would if it were introduced. */
  boolean looksQuoted() {
    return mark == Mark.QUOTED || mark == Mark.QUOTED_IF_INTRODUCED;
  }

  boolean isBlank() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c != '\u00a0' && c != '\u200b' && c != '\ufeff') {
        return false;
      }
    }
    return true;
  }
}
