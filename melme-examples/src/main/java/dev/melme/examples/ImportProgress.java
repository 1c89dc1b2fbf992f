package dev.melme.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Says how far an import is, every two seconds: a short one says nothing. */
final class ImportProgress {

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final int files;
  private final long startedAt;
  private long nextAt;
  private int file;

  ImportProgress(PrintStream out, LongSupplier nanoTime, int files) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.files = files;
    this.startedAt = nanoTime.getAsLong();
    this.nextAt = startedAt + INTERVAL.toNanos();
  }

  /** Counts a file. */
  void beginFile() {
    file++;
  }

  /**
   * Says something when it is time to.
   *
   * @param messages how many messages were judged
   */
  void at(long messages) {
    long now = nanoTime.getAsLong();
    if (now - nextAt < 0) {
      return;
    }
    nextAt = now + INTERVAL.toNanos();
    out.println(
        Figures.count(messages, "message")
            + " so far, at file "
            + Figures.count(file)
            + " of "
            + Figures.count(files)
            + ", "
            + Figures.count(Figures.perSecond(messages, now - startedAt))
            + " messages/s");
  }

  /** How long it has been at work. */
  long elapsedNanos() {
    return nanoTime.getAsLong() - startedAt;
  }
}
