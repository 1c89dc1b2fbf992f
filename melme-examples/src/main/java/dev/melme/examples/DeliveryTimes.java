package dev.melme.examples;

import java.util.Arrays;

/** How long each delivery took, for the median and the worst. Not thread-safe. */
final class DeliveryTimes {

  private long[] nanos = new long[1024];
  private int count;
  private long worstNanos = -1;
  private String worstSource = "";

  void add(long taken, String source) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
    if (taken > worstNanos) {
      worstNanos = taken;
      worstSource = source;
    }
  }

  /** The upper one of the two in the middle when their number is even. */
  private long medianNanos() {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }

  @Override
  public String toString() {
    return count == 0
        ? "Time per message: none was delivered"
        : "Time per message: median "
            + Figures.milliseconds(medianNanos())
            + ", worst "
            + Figures.milliseconds(worstNanos)
            + " ("
            + worstSource
            + ")";
  }
}
