package dev.melme.core.bounce;

/** Finds an enhanced status code (RFC 3463 §2): {@code 5.1.1}. */
final class StatusCode {

  private static final int MAX_DIGITS = 3;

  private StatusCode() {}

  /** The code that a value begins with, as in {@code 5.1.1 (bad destination)}; empty for none. */
  static String in(String value) {
    int end = 0;
    int dots = 0;
    int digits = 0;
    for (; end < value.length(); end++) {
      char c = value.charAt(end);
      if (c == '.' && digits > 0 && dots < 2) {
        dots++;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
        digits++;
      } else {
        break;
      }
    }
    boolean ends = end == value.length() || " \t(;,".indexOf(value.charAt(end)) >= 0;
    boolean classKnown = !value.isEmpty() && "245".indexOf(value.charAt(0)) >= 0;
    return dots == 2 && digits > 0 && ends && classKnown && value.charAt(1) == '.'
        ? value.substring(0, end)
        : "";
  }
}
