package dev.melme.examples;

import dev.melme.api.MelMeException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Does the housekeeping of MelMe every second, on one thread of its own: MelMe itself starts none.
 *
 * <p>While the store is away it says so once, not every second, and once more when it is back.
 */
final class HousekeepingTimer implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);

  private final BooleanSupplier work;
  private final Consumer<String> log;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "melme-housekeeping");

  private boolean failing;

  /**
   * Creates a timer that does not run yet.
   *
   * @param work a bounded piece of work, which tells whether there is more
   * @param log hears of the first failure and of the recovery
   */
  HousekeepingTimer(BooleanSupplier work, Consumer<String> log) {
    this.work = work;
    this.log = log;
    thread.setDaemon(true);
  }

  /** Begins; once. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        round();
      } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Works until nothing is left to do. Nothing that is thrown ends the timer. */
  void round() {
    try {
      while (closing.getCount() > 0 && work.getAsBoolean()) {
        // there is more
      }
      if (failing) {
        failing = false;
        log.accept("housekeeping goes on");
      }
    } catch (RuntimeException | OutOfMemoryError failed) {
      if (!failing) {
        failing = true;
        log.accept("housekeeping waits, no mail is lost by that: " + inWords(failed));
      }
    }
  }

  /** Only ours are known to say nothing of what is in a message. */
  private static String inWords(Throwable failed) {
    return failed instanceof MelMeException
        ? OneLine.of(String.valueOf(failed.getMessage()))
        : "please report " + failed.getClass().getName();
  }

  /**
   * Ends after the piece of work under way. It is not interrupted: an interrupt would close the
   * file of H2 under everybody else.
   */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSING_PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
