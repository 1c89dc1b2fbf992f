package dev.melme.core.notice;

import java.nio.charset.StandardCharsets;

/** Quoted-printable (RFC 2045 §6.7) of UTF-8, lines ending in CRLF. */
final class QuotedLines {

  private static final int MAX_LINE = 76;
  private static final String HEX = "0123456789ABCDEF";

  private QuotedLines() {}

  /** Whether a text travels as it is: ASCII, no controls, short lines. */
  static boolean fits(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length = c == '\n' ? 0 : length + 1;
      if (length > MAX_LINE || c > '~' || (c < ' ' && c != '\n')) {
        return false;
      }
    }
    return true;
  }

  /** The encoded text; its line ends are LF. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    int length = 0;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      if (b == '\n') {
        out.append("\r\n");
        length = 0;
        continue;
      }
      boolean lastOfLine = i + 1 == bytes.length || bytes[i + 1] == '\n';
      boolean plain = b > ' ' && b <= '~' && b != '=' || (b == ' ' && !lastOfLine);
      int width = plain ? 1 : 3;
      // one place is left for the soft line break
      if (length + width > MAX_LINE - 1) {
        out.append("=\r\n");
        length = 0;
      }
      if (plain) {
        out.append((char) b);
      } else {
        out.append('=').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
      }
      length += width;
    }
    return out.toString();
  }
}
