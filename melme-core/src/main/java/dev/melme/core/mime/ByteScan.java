package dev.melme.core.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes eight at a time: most of a message is looked through and not looked at. */
final class ByteScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteScan() {}

  /** Index of the first such byte (00-7F) in {@code [from, to)}, else {@code to}. */
  static int indexOf(byte[] b, int from, int to, char wanted) {
    long pattern = ONES * wanted;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long difference = (long) LONGS.get(b, i) ^ pattern;
      // the lowest bit that is set here is exact: borrows only reach upwards
      long hit = (difference - ONES) & ~difference & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (i < to && b[i] != wanted) {
      i++;
    }
    return i;
  }

  /** Index of the first byte over 7F in {@code [from, to)}, else {@code to}. */
  static int firstHigh(byte[] b, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long hit = (long) LONGS.get(b, i) & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (i < to && b[i] >= 0) {
      i++;
    }
    return i;
  }
}
