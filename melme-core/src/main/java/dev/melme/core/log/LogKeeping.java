package dev.melme.core.log;

import dev.melme.spi.DeliveryLogRepository;
import java.time.Duration;
import java.time.Instant;

/** What housekeeping does for the delivery log. Safe for use by many threads. */
public final class LogKeeping {

  private static final int BATCH = 1000;
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final DeliveryLogRepository log;
  private final DeliveryJournal journal;
  private final Duration retention;

  /**
   * Old records are looked for once a minute on each node; threads that race for it do it twice.
   */
  private volatile Instant next = Instant.MIN;

  /**
   * Creates the keeping of a log.
   *
   * @param log the records
   * @param journal those that are not written yet
   * @param retention how long they are kept; zero keeps none
   */
  public LogKeeping(DeliveryLogRepository log, DeliveryJournal journal, Duration retention) {
    this.log = log;
    this.journal = journal;
    this.retention = retention;
  }

  /** Writes what waits. What the store does not take now is written the next time. */
  public void write() {
    journal.flush();
  }

  /**
   * Removes some of what is kept no longer.
   *
   * @param now the time
   * @return true when there may be more to do
   */
  public boolean prune(Instant now) {
    if (now.isBefore(next)) {
      return false;
    }
    if (log.prune(now.minus(retention), BATCH) == BATCH) {
      return true;
    }
    next = now.plus(INTERVAL);
    return false;
  }
}
