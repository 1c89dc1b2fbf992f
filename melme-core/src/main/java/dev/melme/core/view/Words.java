package dev.melme.core.view;

import java.util.Locale;

/** Small questions about the text of a line, none of which looks at a character twice. */
final class Words {

  private Words() {}

  /**
   * Lower case, runs of white space as one space, without emphasis marks, direction marks and other
   * characters that have no glyph.
   */
  static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '\u00a0' || c == '\u3000' || c == '\u202f') {
        space = out.length() > 0;
      } else if (c != '*' && c != '_' && !isInvisible(c)) {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.append(c);
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isInvisible(char c) {
    return c == '\u00ad'
        || c >= '\u200b' && c <= '\u200f'
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2060' && c <= '\u2069'
        || c == '\ufeff';
  }

  /** Whether the text has a year, a time of day, or a date in digits. */
  static boolean hasDate(String text) {
    int digits = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c >= '0' && c <= '9') {
        digits++;
        if (digits == 4 && isYear(text, i - 3)) {
          return true;
        }
      } else {
        boolean joined = (c == ':' || c == '/' || c == '.' || c == '-' || c == '\u5e74');
        if (joined && digits > 0 && digits <= 4 && i + 1 < text.length() && isDigit(text, i + 1)) {
          return true;
        }
        digits = 0;
      }
    }
    return false;
  }

  private static boolean isYear(String text, int at) {
    boolean century = text.startsWith("19", at) || text.startsWith("20", at);
    return century && (at == 0 || !isDigit(text, at - 1)) && !isDigit(text, at + 4);
  }

  static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Whether the line is nothing but one or more of the characters that people draw lines with. */
  static boolean isRuler(String text) {
    int drawn = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("-_=+~#*,\u2014\u2013\u2500\u1427".indexOf(c) >= 0) {
        drawn++;
      } else if (c > ' ' && c != '\u00a0') {
        return false;
      }
    }
    return drawn > 0;
  }
}
