package dev.melme.core.mime;

import java.util.Arrays;

/**
 * Base64 that may be damaged (RFC 2045 §6.8): bytes outside the alphabet are passed over, padding
 * ends a group and a new one may begin behind it. Keeps its state from line to line.
 */
final class Base64Decoder {

  private static final byte[] VALUES = new byte[256];
  private static final byte[] SIGNIFICANT = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 64; i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
      SIGNIFICANT[alphabet.charAt(i)] = 1;
    }
  }

  private int bits;
  private int count;
  private boolean padded;

  /** Value of an alphabet byte, or -1. */
  static int value(byte b) {
    return VALUES[b & 0xff];
  }

  /** Number of alphabet bytes in a range; four of them stand for three bytes of content. */
  static int significant(byte[] b, int start, int end) {
    int a = 0;
    int c = 0;
    int i = start;
    for (; i + 4 <= end; i += 4) {
      a += SIGNIFICANT[b[i] & 0xff] + SIGNIFICANT[b[i + 1] & 0xff];
      c += SIGNIFICANT[b[i + 2] & 0xff] + SIGNIFICANT[b[i + 3] & 0xff];
    }
    for (; i < end; i++) {
      a += SIGNIFICANT[b[i] & 0xff];
    }
    return a + c;
  }

  void reset() {
    endGroup();
    padded = false;
  }

  private void endGroup() {
    bits = 0;
    count = 0;
  }

  /**
   * Decodes one line of a body, up to a blank behind padding. Once padding was seen, a line with
   * blanks between its letters is no base64: mailing lists append plain footers to encoded bodies.
   */
  void decodeLine(byte[] b, int start, int end, BoundedBytes out) {
    int from = start;
    int to = end;
    while (to > from && b[to - 1] <= ' ') {
      to--;
    }
    while (from < to && b[from] <= ' ') {
      from++;
    }
    int blank = blank(b, from, to);
    if (padded && blank < to) {
      return;
    }
    if (blank < to && blank > from && b[blank - 1] == '=' && !isWholeGroups(b, blank + 1, to)) {
      to = blank;
    }
    decode(b, from, to, out);
  }

  /** Whether this can be more base64: groups of four. */
  private static boolean isWholeGroups(byte[] b, int start, int end) {
    int pads = 0;
    for (int i = start; i < end; i++) {
      pads += b[i] == '=' ? 1 : 0;
    }
    int letters = significant(b, start, end);
    return letters + pads == end - start && (end - start) % 4 == 0;
  }

  private static int blank(byte[] b, int start, int end) {
    int i = start;
    while (i < end && b[i] != ' ') {
      i++;
    }
    return i;
  }

  /** Decodes a range onto the end of {@code out}. */
  void decode(byte[] b, int start, int end, BoundedBytes out) {
    for (int i = start; i < end; i++) {
      int value = VALUES[b[i] & 0xff];
      if (value >= 0) {
        bits = bits << 6 | value;
        count += 6;
        if (count >= 8) {
          count -= 8;
          out.add((byte) (bits >>> count));
        }
      } else if (b[i] == '=') {
        endGroup();
        padded = true;
      }
    }
  }
}
