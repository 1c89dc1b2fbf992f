package dev.melme.api;

import java.text.Normalizer;

/** Makes the key under which spellings of a text meet that differ in case or composition only. */
final class CaseKey {

  private CaseKey() {}

  /**
   * Normal form C, each code point in lower case. Context and locale have no say, unlike in {@link
   * String#toLowerCase(java.util.Locale)}, and applying it twice changes nothing.
   */
  static String of(String text) {
    if (Ascii.isAscii(text)) {
      return Ascii.lowerCase(text);
    }
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder lower = new StringBuilder(composed.length() + 1);
    composed.codePoints().forEach(codePoint -> appendLowerCase(lower, codePoint));
    return Normalizer.normalize(lower, Normalizer.Form.NFC);
  }

  private static void appendLowerCase(StringBuilder lower, int codePoint) {
    switch (codePoint) {
      // Character.toLowerCase makes it a plain i: a non-ASCII address would meet an ASCII one.
      case 0x0130 -> lower.append("i\u0307");
      case 'ς' -> lower.append('σ'); // both are Σ in capitals
      default -> lower.appendCodePoint(Character.toLowerCase(codePoint));
    }
  }
}
