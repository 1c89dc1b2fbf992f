package dev.melme.core.wire;

import dev.melme.api.InvalidValueException;

/**
 * The one choke point of all that becomes part of a header field: a control character (00-1F, 7F)
 * is refused whatever was checked before, also where it would be encoded, since a reader who
 * decodes it and writes it anew would begin a line with it.
 */
final class CleanLine {

  private CleanLine() {}

  /** Gives the text back, or refuses it. */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        throw new InvalidValueException(
            String.format("A header field holds the control character U+%04X. Remove it", (int) c));
      }
    }
    return text;
  }
}
