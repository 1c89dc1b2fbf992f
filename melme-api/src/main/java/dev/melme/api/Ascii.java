package dev.melme.api;

import java.nio.charset.StandardCharsets;

/** Character classes of the address grammar, and single passes over plain ASCII text. */
final class Ascii {

  private static final int ATEXT = 1;
  private static final int LETTER_OR_DIGIT = 2;
  private static final byte[] CLASSES = classes();

  private static final int MAX_LABEL = 63;

  private Ascii() {}

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = '0'; c <= 'z'; c++) {
      if (c <= '9' || c >= 'a' || (c >= 'A' && c <= 'Z')) {
        classes[c] = ATEXT | LETTER_OR_DIGIT;
      }
    }
    for (char c : "!#$%&'*+-/=?^_`{|}~".toCharArray()) { // RFC 5322 §3.2.3
      classes[c] = ATEXT;
    }
    return classes;
  }

  static boolean isAtext(char c) {
    return c < 128 && (CLASSES[c] & ATEXT) != 0;
  }

  static boolean isLetterOrDigit(char c) {
    return c < 128 && (CLASSES[c] & LETTER_OR_DIGIT) != 0;
  }

  /** Character.digit alone would take full-width digits, too. */
  static boolean isHexDigit(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** The index after the dot-atom that the text begins with, or -1 when there is none. */
  static int endOfDotAtom(String text) {
    int length = text.length();
    boolean afterDot = true;
    int i = 0;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (isAtext(c)) {
        afterDot = false;
      } else if (c == '.' && !afterDot) {
        afterDot = true;
      } else {
        break;
      }
    }
    return afterDot ? -1 : i;
  }

  /** Whether the rest of the text is LDH labels, none of which may be an A-label. */
  static boolean isLdhDomain(String text, int from) {
    int length = text.length();
    int labelStart = from;
    boolean afterHyphen = false;
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (isLetterOrDigit(c)) {
        afterHyphen = false;
      } else if (c == '-' && i > labelStart && !(afterHyphen && i == labelStart + 3)) {
        afterHyphen = true; // two at the third place: perhaps an A-label, to be looked at closely
      } else if (c == '.' && i > labelStart && !afterHyphen && i - labelStart <= MAX_LABEL) {
        labelStart = i + 1;
      } else {
        return false;
      }
    }
    return length > labelStart && !afterHyphen && length - labelStart <= MAX_LABEL;
  }

  /** Lower-cases ASCII text, whatever the locale; the same string when there is nothing to do. */
  static String lowerCase(String text) {
    int length = text.length();
    int i = 0;
    while (i < length && !isUpperCase(text.charAt(i))) {
      i++;
    }
    if (i == length) {
      return text;
    }
    byte[] lower = text.getBytes(StandardCharsets.ISO_8859_1);
    for (; i < length; i++) {
      if (isUpperCase((char) lower[i])) {
        lower[i] = (byte) (lower[i] + ('a' - 'A'));
      }
    }
    return new String(lower, StandardCharsets.ISO_8859_1);
  }

  private static boolean isUpperCase(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
