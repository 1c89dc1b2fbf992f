package dev.melme.api;

/** The grammar of local parts: RFC 5321 §4.1.2 with the non-ASCII characters of RFC 6531 §3.3. */
final class LocalPartGrammar {

  /** RFC 5321 §4.5.3.1.1. */
  static final int MAX_OCTETS = 64;

  private LocalPartGrammar() {}

  /** Checks the local part that the text begins with; the index of the {@code @} after it. */
  static int end(String text) {
    int end = text.charAt(0) == '"' ? endOfQuotedString(text) : endOfDotString(text);
    if (end == 0) {
      throw new InvalidAddressException(AddressDefect.MISSING_LOCAL_PART, 0, text);
    }
    return end;
  }

  /** Checks an unquoted value, which may need quotes. */
  static void checkValue(String value) {
    for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
      checkCharacter(value, i);
    }
  }

  /** Takes quotes and backslashes off a checked local part. */
  static String unquoted(String localPart) {
    if (localPart.isEmpty() || localPart.charAt(0) != '"') {
      return localPart;
    }
    StringBuilder value = new StringBuilder(localPart.length());
    for (int i = 1; i < localPart.length() - 1; i++) {
      if (localPart.charAt(i) == '\\') {
        i++;
      }
      value.append(localPart.charAt(i));
    }
    return value.toString();
  }

  /**
   * Writes a checked value with quotes only if it is no dot-string and backslashes only where they
   * must be: "the form that uses the minimum quoting possible" (RFC 5321 §4.1.2).
   */
  static String quoted(String value) {
    if (isDotString(value)) {
      return value;
    }
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  private static boolean isDotString(String value) {
    boolean afterDot = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '.' ? afterDot : c < 128 && !Ascii.isAtext(c)) {
        return false;
      }
      afterDot = c == '.';
    }
    return !afterDot;
  }

  private static int endOfDotString(String text) {
    boolean afterDot = true;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      char c = text.charAt(i);
      if (c == '@') {
        if (afterDot && i > 0) {
          throw new InvalidAddressException(AddressDefect.MISPLACED_DOT, i - 1, text);
        }
        return i;
      }
      if (c == '.') {
        if (afterDot) {
          throw new InvalidAddressException(AddressDefect.MISPLACED_DOT, i, text);
        }
      } else if (c >= 128) {
        checkCharacter(text, i);
      } else if (!Ascii.isAtext(c)) {
        throw new InvalidAddressException(CodePoints.defectOutsideQuotes(c), i, text);
      }
      afterDot = c == '.';
    }
    throw new InvalidAddressException(AddressDefect.MISSING_AT, -1, text);
  }

  private static int endOfQuotedString(String text) {
    int i = 1;
    for (; i < text.length() && text.charAt(i) != '"'; i = text.offsetByCodePoints(i, 1)) {
      if (text.charAt(i) == '\\') {
        i++; // quoted-pairSMTP is ASCII only, also in RFC 6531 §3.3
        if (i < text.length() && text.charAt(i) >= 128) {
          throw new InvalidAddressException(AddressDefect.DISALLOWED_CHARACTER, i - 1, text);
        }
      }
      if (i < text.length()) {
        checkCharacter(text, i);
      } else {
        break;
      }
    }
    if (i >= text.length()) {
      throw new InvalidAddressException(AddressDefect.UNCLOSED_QUOTE, 0, text);
    }
    int end = i + 1;
    if (end == text.length()) {
      throw new InvalidAddressException(AddressDefect.MISSING_AT, -1, text);
    }
    if (text.charAt(end) != '@') {
      throw new InvalidAddressException(AddressDefect.MISPLACED_QUOTE, end, text);
    }
    return end;
  }

  /** What no local part may hold, quoted or not. */
  private static void checkCharacter(String text, int index) {
    int codePoint = text.codePointAt(index);
    if (codePoint >= 0x20 && codePoint < 0x7F) {
      return; // RFC 5321 §4.1.2 qtextSMTP and quoted-pairSMTP
    }
    AddressDefect defect = CodePoints.defect(codePoint);
    if (defect != null) {
      throw new InvalidAddressException(defect, index, text);
    }
  }
}
