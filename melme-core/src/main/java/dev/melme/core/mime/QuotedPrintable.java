package dev.melme.core.mime;

/**
 * Quoted-printable, line by line (RFC 2045 §6.7), forgiving: an equals sign without two hex digits
 * stays as it is, lower-case digits count, white space before a line end is transport padding.
 */
final class QuotedPrintable {

  private QuotedPrintable() {}

  /**
   * Decodes one line without its line end.
   *
   * @param complete whether the line ends here; false for a piece of a longer line
   * @return whether the line ended with a soft break, so that no line end follows
   */
  static boolean decodeLine(byte[] b, int start, int lineEnd, boolean complete, BoundedBytes out) {
    int end = complete ? trimmed(b, start, lineEnd) : lineEnd;
    boolean soft = complete && end > start && b[end - 1] == '=';
    if (soft) {
      end--;
    }
    for (int i = start; i < end; i++) {
      byte c = b[i];
      if (c == '=' && i + 2 < end) {
        int value = hex(b[i + 1], b[i + 2]);
        if (value >= 0) {
          out.add((byte) value);
          i += 2;
          continue;
        }
      }
      out.add(c);
    }
    return soft;
  }

  /** Number of bytes that a line stands for, without its line end. */
  static int decodedSize(byte[] b, int start, int lineEnd) {
    int end = trimmed(b, start, lineEnd);
    int size = end - start;
    for (int i = start; i + 2 < end; i++) {
      if (b[i] == '=' && hex(b[i + 1], b[i + 2]) >= 0) {
        size -= 2;
        i += 2;
      }
    }
    return size;
  }

  /** Whether the line ends with a soft break. */
  static boolean softBreak(byte[] b, int start, int lineEnd) {
    int end = trimmed(b, start, lineEnd);
    return end > start && b[end - 1] == '=';
  }

  /** Value of two hex digits, or -1. */
  static int hex(int high, int low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }

  private static int trimmed(byte[] b, int start, int lineEnd) {
    int end = lineEnd;
    while (end > start && FieldLine.isWhite(b[end - 1])) {
      end--;
    }
    return end;
  }
}
