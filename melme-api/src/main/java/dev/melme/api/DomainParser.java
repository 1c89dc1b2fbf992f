package dev.melme.api;

import java.net.IDN;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads domain names into lower-case A-labels, label by label (RFC 5321 §4.1.2, RFC 5890). */
final class DomainParser {

  /** What 255 octets in the DNS hold: a length octet per label and the root (RFC 1035 §2.3.4). */
  private static final int MAX_DOMAIN = 253;

  private static final int MAX_LABEL = 63;

  /** Longer than any domain in U-labels: what is beyond is not even looked at. */
  private static final int MAX_TEXT = 1_024;

  private static final String A_LABEL_PREFIX = "xn--";

  private DomainParser() {}

  /** Reads the rest of the text as a domain. */
  static String parse(String text, int from) {
    if (from == text.length()) {
      AddressDefect defect = from == 0 ? AddressDefect.EMPTY : AddressDefect.MISSING_DOMAIN;
      throw new InvalidAddressException(defect, -1, text);
    }
    if (text.length() - from > MAX_TEXT) {
      throw new InvalidAddressException(AddressDefect.DOMAIN_TOO_LONG, -1, text);
    }
    StringBuilder domain = new StringBuilder(text.length() - from);
    int start = from;
    while (true) {
      int end = text.indexOf('.', start);
      end = end < 0 ? text.length() : end;
      domain.append(label(text, start, end));
      if (end == text.length()) {
        break;
      }
      domain.append('.');
      start = end + 1;
    }
    if (domain.length() > MAX_DOMAIN) {
      throw new InvalidAddressException(AddressDefect.DOMAIN_TOO_LONG, -1, text);
    }
    return domain.toString();
  }

  /** Writes the labels of a parsed domain as U-labels where reading them gives the same again. */
  static String unicode(String domain) {
    if (!domain.contains(A_LABEL_PREFIX)) {
      return domain;
    }
    StringJoiner labels = new StringJoiner(".");
    for (String label : domain.split("\\.", -1)) {
      labels.add(label.startsWith(A_LABEL_PREFIX) ? unicodeLabel(label) : label);
    }
    return labels.toString();
  }

  private static String unicodeLabel(String label) {
    String decoded = Punycode.decode(label.substring(A_LABEL_PREFIX.length()));
    if (decoded == null) {
      return label;
    }
    try {
      return parse(decoded, 0).equals(label) ? decoded : label;
    } catch (InvalidAddressException onlyAsALabel) {
      return label;
    }
  }

  private static String label(String text, int start, int end) {
    if (start == end) {
      int dot = start == text.length() ? start - 1 : start;
      throw new InvalidAddressException(AddressDefect.MISPLACED_DOT, dot, text);
    }
    boolean ascii = true;
    for (int i = start; i < end; i = text.offsetByCodePoints(i, 1)) {
      int codePoint = text.codePointAt(i);
      AddressDefect defect = defect(codePoint);
      if (defect != null) {
        throw new InvalidAddressException(defect, i, text);
      }
      ascii &= codePoint < 128;
    }
    if (text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
      int hyphen = text.charAt(start) == '-' ? start : end - 1;
      throw new InvalidAddressException(AddressDefect.MISPLACED_HYPHEN, hyphen, text);
    }
    return ascii ? asciiLabel(text, start, end) : uLabel(text, start, end);
  }

  private static String asciiLabel(String text, int start, int end) {
    if (end - start > MAX_LABEL) {
      throw new InvalidAddressException(AddressDefect.LABEL_TOO_LONG, start, text);
    }
    String label = Ascii.lowerCase(text.substring(start, end));
    // RFC 5890 §2.3.1: other labels with "--" at the third place are reserved, not forbidden.
    if (label.startsWith(A_LABEL_PREFIX)
        && Punycode.decode(label.substring(A_LABEL_PREFIX.length())) == null) {
      throw new InvalidAddressException(AddressDefect.BAD_A_LABEL, start, text);
    }
    return label;
  }

  private static String uLabel(String text, int start, int end) {
    if (text.startsWith("--", start + 2)) { // RFC 5891 §4.2.3.1
      throw new InvalidAddressException(AddressDefect.MISPLACED_HYPHEN, start + 2, text);
    }
    if (CodePoints.isMark(text.codePointAt(start))) { // RFC 5891 §4.2.3.2
      throw new InvalidAddressException(AddressDefect.DISALLOWED_CHARACTER, start, text);
    }
    if (A_LABEL_PREFIX.length() + text.codePointCount(start, end) > MAX_LABEL) {
      throw new InvalidAddressException(AddressDefect.LABEL_TOO_LONG, start, text);
    }
    String label = text.substring(start, end);
    String ascii;
    try {
      ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException unmappable) {
      throw new InvalidAddressException(AddressDefect.UNMAPPABLE_LABEL, start, text);
    }
    // IDNA 2003 maps compatibility characters and folds case fully; only its lower case is
    // expected.
    String decoded =
        ascii.startsWith(A_LABEL_PREFIX)
            ? Punycode.decode(ascii.substring(A_LABEL_PREFIX.length()))
            : null;
    if (decoded == null || !decoded.equals(CaseKey.of(label))) {
      throw new InvalidAddressException(AddressDefect.SURPRISING_MAPPING, start, text);
    }
    return ascii;
  }

  /** Why a label may not hold this code point; null when it may. */
  private static @Nullable AddressDefect defect(int codePoint) {
    if (codePoint < 128) {
      char c = (char) codePoint;
      boolean ldh = Ascii.isLetterOrDigit(c) || c == '-';
      return ldh ? null : CodePoints.defectOutsideQuotes(c);
    }
    return CodePoints.defectInDomain(codePoint);
  }
}
