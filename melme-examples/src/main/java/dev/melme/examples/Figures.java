package dev.melme.examples;

import java.util.Locale;

/** Writes numbers for people, the same in every locale. */
final class Figures {

  private Figures() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 message}, {@code 2 messages}. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  static String bytes(long bytes) {
    if (bytes < 10_000) {
      return count(bytes) + " B";
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  static String milliseconds(long nanos) {
    return String.format(Locale.ROOT, "%,.3f ms", nanos / 1e6);
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%,.2f s", nanos / 1e9);
  }

  static long perSecond(long amount, long nanos) {
    return Math.round(amount * 1e9 / Math.max(1, nanos));
  }
}
