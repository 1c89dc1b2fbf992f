package dev.melme.api;

/**
 * Reads address literals (RFC 5321 §4.1.3) into one spelling an address.
 *
 * <p>IPv4 loses leading zeros; IPv6 is written as in RFC 5952 §4, always in hexadecimal. A {@code
 * ::} for a single group is accepted, as RFC 4291 §2.2 does. Other tags than {@code IPv6} are
 * refused: none is registered.
 */
final class AddressLiteral {

  private static final String IPV6_TAG = "IPv6:";
  private static final int GROUPS = 8;
  private static final int[] NOT_IPV6 = {};
  private static final long NOT_IPV4 = -1;

  private AddressLiteral() {}

  /** Reads the rest of the text, which begins with a square bracket. */
  static String parse(String text, int from) {
    int start = from + 1;
    int end = text.length() - 1;
    if (end > start && text.charAt(end) == ']') {
      if (text.regionMatches(true, start, IPV6_TAG, 0, IPV6_TAG.length())) {
        int[] groups = ipv6(text.substring(start + IPV6_TAG.length(), end));
        if (groups != NOT_IPV6) {
          return "[" + IPV6_TAG + compressed(groups) + "]";
        }
      } else {
        long address = ipv4(text.substring(start, end));
        if (address != NOT_IPV4) {
          return "[" + dotted(address) + "]";
        }
      }
    }
    throw new InvalidAddressException(AddressDefect.BAD_ADDRESS_LITERAL, from, text);
  }

  /** Four decimal numbers of one to three digits up to 255 (RFC 5321 §4.1.3 Snum). */
  private static long ipv4(String text) {
    long address = 0;
    int numbers = 0;
    int number = 0;
    int digits = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
        digits++;
      } else if (c == '.' && digits > 0) {
        address = address << 8 | number;
        numbers++;
        number = 0;
        digits = 0;
      } else {
        return NOT_IPV4;
      }
      if (digits > 3 || number > 255 || numbers > 4) {
        return NOT_IPV4;
      }
    }
    return numbers == 4 ? address : NOT_IPV4;
  }

  /** The eight groups of RFC 4291 §2.2, or {@link #NOT_IPV6}. */
  private static int[] ipv6(String text) {
    int[] groups = new int[GROUPS];
    int gap = text.indexOf("::");
    if (gap < 0) {
      return read(text, groups, true) == GROUPS ? groups : NOT_IPV6;
    }
    int[] tail = new int[GROUPS];
    int headCount = read(text.substring(0, gap), groups, false);
    int tailCount = read(text.substring(gap + 2), tail, true);
    if (headCount < 0 || tailCount < 0 || headCount + tailCount >= GROUPS) {
      return NOT_IPV6;
    }
    System.arraycopy(tail, 0, groups, GROUPS - tailCount, tailCount);
    return groups;
  }

  /** Reads groups between colons; how many, or -1 when one is malformed or one too many. */
  private static int read(String text, int[] groups, boolean mayEndInIpv4) {
    int count = 0;
    int start = 0;
    while (start < text.length() || start > 0) {
      int end = endOfHex(text, start);
      if (mayEndInIpv4 && text.startsWith(".", end)) {
        long tail = ipv4(text.substring(start)); // RFC 5321 §4.1.3 IPv6v4-full, IPv6v4-comp
        if (tail == NOT_IPV4 || count > GROUPS - 2) {
          return -1;
        }
        groups[count++] = (int) (tail >> 16);
        groups[count++] = (int) (tail & 0xFFFF);
        return count;
      }
      if (end == start || end - start > 4 || count == GROUPS) {
        return -1;
      }
      groups[count++] = Integer.parseInt(text, start, end, 16);
      if (end == text.length()) {
        return count;
      }
      if (text.charAt(end) != ':') {
        return -1;
      }
      start = end + 1;
    }
    return count;
  }

  /** The first index that holds no hexadecimal digit. */
  private static int endOfHex(String text, int from) {
    int i = from;
    while (i < text.length() && Ascii.isHexDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static String dotted(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** RFC 5952 §4.2: the first of the longest runs of two or more zero groups becomes "::". */
  private static String compressed(int[] groups) {
    int bestStart = -1;
    int bestLength = 1;
    for (int start = 0; start < GROUPS; start++) {
      int end = start;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - start > bestLength) {
        bestStart = start;
        bestLength = end - start;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; ) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength;
      } else {
        text.append(Integer.toHexString(groups[i++]));
        if (i < GROUPS && i != bestStart) {
          text.append(':');
        }
      }
    }
    return text.toString();
  }
}
