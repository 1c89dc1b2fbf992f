package dev.melme.api;

import org.jspecify.annotations.Nullable;

/** Decodes Punycode (RFC 3492 §6.2): {@link java.net.IDN} does not tell when it cannot. */
final class Punycode {

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;

  private Punycode() {}

  /**
   * Decodes a label of letters, digits and hyphens, without its prefix; null if it is malformed.
   */
  static @Nullable String decode(String encoded) {
    int delimiter = encoded.lastIndexOf('-');
    StringBuilder decoded = new StringBuilder(encoded.length());
    decoded.append(encoded, 0, Math.max(delimiter, 0));
    int count = decoded.length();
    long n = INITIAL_N;
    long i = 0;
    int bias = INITIAL_BIAS;
    int next = delimiter > 0 ? delimiter + 1 : 0;
    while (next < encoded.length()) {
      long previous = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = next < encoded.length() ? digit(encoded.charAt(next++)) : -1;
        if (digit < 0) {
          return null;
        }
        i += digit * weight; // a label is too short to overflow a long; the code point tells
        int threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
        if (digit < threshold) {
          break;
        }
        weight = Math.min(weight * (BASE - threshold), Integer.MAX_VALUE);
      }
      count++;
      bias = adapt(i - previous, count, previous == 0);
      n += i / count;
      i %= count;
      if (n > Character.MAX_CODE_POINT || (n >= 0xD800 && n <= 0xDFFF)) {
        return null;
      }
      decoded.insert(decoded.offsetByCodePoints(0, (int) i), Character.toChars((int) n));
      i++;
    }
    return decoded.toString();
  }

  private static int adapt(long delta, int count, boolean first) {
    long rest = first ? delta / DAMP : delta / 2;
    rest += rest / count;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
  }

  private static int digit(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
  }
}
