package dev.melme.core.mime;

/** Tells UTF-8 from other 8-bit text by its form (RFC 3629 §3). */
final class Utf8 {

  private Utf8() {}

  /** Index of the first byte over 7F, or -1. */
  static int firstHigh(byte[] b, int offset, int length) {
    int high = ByteScan.firstHigh(b, offset, offset + length);
    return high < offset + length ? high : -1;
  }

  /**
   * Whether the range is more UTF-8 than anything else: good sequences outnumber broken ones four
   * to one. A sequence cut off at the end counts neither way.
   */
  static boolean looksRight(byte[] b, int offset, int length) {
    int good = 0;
    int bad = 0;
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (b[i] >= 0) {
        i = ByteScan.firstHigh(b, i, end);
        continue;
      }
      int size = sequence(b, i, end);
      if (size > 0) {
        good++;
        i += size;
      } else if (size < 0) {
        break;
      } else {
        bad++;
        i++;
      }
    }
    return good > bad * 4;
  }

  /** Length of the sequence at i; 0 when it is broken, -1 when the range ends inside it. */
  private static int sequence(byte[] b, int i, int end) {
    int lead = b[i] & 0xff;
    int size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    for (int k = 1; k < size; k++) {
      if (i + k >= end) {
        return -1;
      }
      int min = k > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
      int max = k == 1 && lead == 0xf4 ? 0x8f : 0xbf;
      int c = b[i + k] & 0xff;
      if (c < min || c > max) {
        return 0;
      }
    }
    return size;
  }
}
