package dev.melme.api.workspace;

import java.nio.charset.StandardCharsets;

/**
 * The value of a {@code Content-Disposition} field for a download (RFC 6266), from any file name.
 *
 * <p>It is ASCII without line ends and controls, whatever the name holds: no name can begin another
 * field or another parameter.
 */
public final class ContentDisposition {

  private static final int MAX_NAME = 255;
  private static final String HEX = "0123456789ABCDEF";

  private ContentDisposition() {}

  /**
   * Lets a browser save the content instead of showing it. Send {@code X-Content-Type-Options:
   * nosniff} with it.
   *
   * @param fileName the name to suggest, cut after 255 characters
   * @return the value: {@code attachment; filename="..."}, and for names beyond ASCII also {@code
   *     filename*=UTF-8''...} (RFC 8187)
   */
  public static String attachment(String fileName) {
    String name = cut(fileName);
    StringBuilder plain = new StringBuilder("attachment; filename=\"");
    boolean changed = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(name.charAt(i - 1))) {
        continue;
      }
      // RFC 6266 appendix D: quotes and backslashes confuse, percent signs are decoded by some.
      boolean safe = c >= ' ' && c < 0x7f && "\"\\%;/".indexOf(c) < 0;
      changed |= !safe;
      plain.append(safe ? c : '_');
    }
    plain.append('"');
    return changed
        ? plain.append("; filename*=UTF-8''").append(encoded(name)).toString()
        : plain.toString();
  }

  private static String cut(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
    return name.substring(0, end);
  }

  /** RFC 8187 §3.2.1: attr-char stays, all else is the hex of its UTF-8; controls and paths go. */
  private static String encoded(String name) {
    StringBuilder out = new StringBuilder(name.length() * 2);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      boolean control = c < ' ' || c == 0x7f || c == '/' || c == '\\';
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (control) {
        out.append('_');
      } else if (letter || "!#$&+-.^_`|~".indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }
}
