package dev.melme.api;

import java.util.Objects;

/** Checks of free text that a host gives; mail content is cleaned by core and never comes here. */
final class Texts {

  private static final char DEL = 0x7F;

  private Texts() {}

  /** One line: not blank, bounded, no control characters, no lone surrogates. */
  static void requireLine(String what, String text, int maxLength) {
    Objects.requireNonNull(text, what);
    if (text.isBlank()) {
      throw new InvalidValueException(what + " must not be blank. Give it a short text");
    }
    requireClean(what, text, maxLength, false);
  }

  /** Some lines: bounded, tabs and line ends are the only control characters. */
  static void requireText(String what, String text, int maxLength) {
    requireClean(what, text, maxLength, true);
  }

  /** The text of a header field: CRLF only where white space goes on, else no controls but tab. */
  static void requireFolded(String what, String text, int maxLength) {
    Objects.requireNonNull(text, what);
    if (text.isBlank()) {
      throw new InvalidValueException(what + " must not be blank. Leave it out instead");
    }
    String unfolded = text.replace("\r\n ", "   ").replace("\r\n\t", "   ").replace('\t', ' ');
    requireClean(what, unfolded, maxLength, false);
  }

  private static void requireClean(String what, String text, int maxLength, boolean lines) {
    if (text.length() > maxLength) {
      throw new InvalidValueException(
          what + " has " + text.length() + " characters. Use at most " + maxLength);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = lines && (c == '\n' || c == '\r' || c == '\t');
      if ((c < ' ' || c == DEL) && !lineEnd) {
        throw new InvalidValueException(
            what + " holds a control character at position " + i + ". Remove it");
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new InvalidValueException(
              what + " holds half a character at position " + i + ". Remove it");
        }
        i++;
      }
    }
  }

  /** Makes outside text safe to keep: control characters become spaces, the rest is cut. */
  static String clean(String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder clean = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == DEL) {
        clean.append(' ');
      } else if (!Character.isSurrogate(c)) {
        clean.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append('\uFFFD');
      }
    }
    return clean.toString();
  }
}
