package dev.melme.core.time;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells the time of the store without asking it each time. Safe for use by many threads.
 *
 * <p>The store is asked once a minute; in between the monotonic clock of this node carries on, so a
 * jump of the node's wall clock changes nothing. Who is about to ask the store for something else
 * takes the time without asking: a sender waits for one answer of a store that is away, not for
 * two.
 */
public final class StoreTime {

  private static final long ANCHOR_NANOS = 60_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final Supplier<Instant> storeNow;
  private final LongSupplier nanoTime;
  private volatile Anchor anchor;

  private record Anchor(long millis, long nanos) {}

  private StoreTime(Supplier<Instant> storeNow, LongSupplier nanoTime) {
    this.storeNow = storeNow;
    this.nanoTime = nanoTime;
    this.anchor = new Anchor(storeNow.get().toEpochMilli(), nanoTime.getAsLong());
  }

  /**
   * Follows a store.
   *
   * @param storeNow asks the store for its time
   * @return the time
   */
  public static StoreTime of(Supplier<Instant> storeNow) {
    return new StoreTime(storeNow, System::nanoTime);
  }

  /**
   * Follows a store by a given monotonic clock.
   *
   * @param storeNow asks the store for its time
   * @param nanoTime the monotonic clock, in nanoseconds
   * @return the time
   */
  static StoreTime of(Supplier<Instant> storeNow, LongSupplier nanoTime) {
    return new StoreTime(storeNow, nanoTime);
  }

  /**
   * Follows a clock alone, which replaces both in tests.
   *
   * @param clock the clock
   * @return the time
   */
  public static StoreTime of(Clock clock) {
    // nanoseconds of the same clock: the anchor never ages more than the clock itself
    return new StoreTime(clock::instant, () -> clock.millis() * NANOS_PER_MILLI);
  }

  /**
   * The time.
   *
   * @return now, in epoch milliseconds
   */
  public long millis() {
    Anchor seen = anchor;
    long elapsed = nanoTime.getAsLong() - seen.nanos();
    if (elapsed >= ANCHOR_NANOS) {
      return anchorAnew(seen, elapsed);
    }
    return seen.millis() + elapsed / NANOS_PER_MILLI;
  }

  /**
   * The time, without asking the store, however long ago it was asked.
   *
   * @return now, in epoch milliseconds
   */
  public long carriedMillis() {
    Anchor seen = anchor;
    return seen.millis() + (nanoTime.getAsLong() - seen.nanos()) / NANOS_PER_MILLI;
  }

  /**
   * The time.
   *
   * @return now, to the millisecond
   */
  public Instant now() {
    return Instant.ofEpochMilli(millis());
  }

  /** A store that does not answer leaves the time to the monotonic clock for another minute. */
  private long anchorAnew(Anchor seen, long elapsed) {
    long carried = seen.millis() + elapsed / NANOS_PER_MILLI;
    long nanos = seen.nanos() + elapsed;
    anchor = new Anchor(carried, nanos);
    try {
      long millis = storeNow.get().toEpochMilli();
      anchor = new Anchor(millis, nanoTime.getAsLong());
      return millis;
    } catch (RuntimeException e) {
      return carried;
    }
  }
}
