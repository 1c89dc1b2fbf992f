package dev.melme.core.mime;

/** Looks at one header line in place: is it a field, a continuation, or neither. */
final class FieldLine {

  private FieldLine() {}

  /**
   * Finds the colon of a {@code name:} line.
   *
   * <p>White space between name and colon is accepted (RFC 5322 §4.5, obsolete syntax); 8-bit bytes
   * and controls, NUL included, never belong to a name (§3.6.8).
   *
   * @return index of the colon, or -1 when the line is no field
   */
  static int colon(byte[] b, int start, int end) {
    int i = nameEnd(b, start, end);
    if (i == start) {
      return -1;
    }
    while (i < end && isWhite(b[i])) {
      i++;
    }
    return i < end && b[i] == ':' ? i : -1;
  }

  /** Index after the last byte of the field name that begins at {@code start}. */
  static int nameEnd(byte[] b, int start, int end) {
    int i = start;
    while (i < end && b[i] > ' ' && b[i] < 0x7f && b[i] != ':') {
      i++;
    }
    return i;
  }

  /** Whether the bytes are this name, letter case aside. {@code lower} is in lower case. */
  static boolean isName(byte[] b, int start, int end, String lower) {
    if (end - start != lower.length()) {
      return false;
    }
    return startsWith(b, start, end, lower);
  }

  /** Whether the bytes begin with this text, letter case aside. */
  static boolean startsWith(byte[] b, int start, int end, String lower) {
    if (end - start < lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      byte c = b[start + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is nothing but white space. */
  static boolean isBlank(byte[] b, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isWhite(b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether this is the separator line of an mbox file (RFC 4155). */
  static boolean isMboxLine(byte[] b, int start, int end) {
    return end - start >= 5
        && b[start] == 'F'
        && b[start + 1] == 'r'
        && b[start + 2] == 'o'
        && b[start + 3] == 'm'
        && b[start + 4] == ' ';
  }

  /** Length of a UTF-8 byte order mark at this place: 3 or 0. */
  static int byteOrderMark(byte[] b, int start, int end) {
    return end - start >= 3
            && b[start] == (byte) 0xEF
            && b[start + 1] == (byte) 0xBB
            && b[start + 2] == (byte) 0xBF
        ? 3
        : 0;
  }

  /** Space or tab (RFC 5234 WSP). */
  static boolean isWhite(int c) {
    return c == ' ' || c == '\t';
  }
}
