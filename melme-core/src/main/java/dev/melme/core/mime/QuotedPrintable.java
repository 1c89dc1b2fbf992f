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
    int at = start;
    while (at < end) {
      int escape = escape(b, at, end);
      out.add(b, at, escape);
      if (escape < end) {
        out.add((byte) hex(b[escape + 1], b[escape + 2]));
      }
      at = escape + 3;
    }
    return soft;
  }

  /** Number of bytes that a line stands for, without its line end. */
  static int decodedSize(byte[] b, int start, int lineEnd) {
    int end = trimmed(b, start, lineEnd);
    int size = end - start;
    for (int at = escape(b, start, end); at < end; at = escape(b, at + 3, end)) {
      size -= 2;
    }
    return size;
  }

  /** Index of the next equals sign that two hex digits follow, else {@code end}. */
  private static int escape(byte[] b, int from, int end) {
    int at = ByteScan.indexOf(b, from, end, '=');
    while (at < end && (at + 2 >= end || hex(b[at + 1], b[at + 2]) < 0)) {
      at = ByteScan.indexOf(b, at + 1, end, '=');
    }
    return at;
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
