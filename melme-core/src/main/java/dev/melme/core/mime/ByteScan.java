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

  /**
   * Index of the first control (00-1F, 7F) other than LF in {@code [from, to)}, else {@code to}.
   */
  static int firstControl(byte[] b, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) LONGS.get(b, i);
      long delete = word ^ ONES * 0x7f;
      // what is marked here may be a control; what is not is none
      long marked = ((word - ONES * ' ') & ~word | (delete - ONES) & ~delete) & HIGHS;
      for (; marked != 0; marked &= marked - 1) {
        int at = i + (Long.numberOfTrailingZeros(marked) >>> 3);
        if (isControl(b[at])) {
          return at;
        }
      }
    }
    while (i < to && !isControl(b[i])) {
      i++;
    }
    return i;
  }

  private static boolean isControl(byte c) {
    return (c >= 0 && c < ' ' && c != '\n') || c == 0x7f;
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
