package dev.melme.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class MutableClock extends Clock {

  /** Where {@link #create()} starts: 2026-01-05T09:00:00Z, a Monday. */
  public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private MutableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /**
   * Makes a clock that stands at {@link #START}.
   *
   * @return the clock
   */
  public static MutableClock create() {
    return at(START);
  }

  /**
   * Makes a clock that stands at a time.
   *
   * @param time the time
   * @return the clock
   */
  public static MutableClock at(Instant time) {
    return new MutableClock(new AtomicReference<>(Objects.requireNonNull(time)), ZoneOffset.UTC);
  }

  /**
   * Moves the clock on; a negative duration moves it back.
   *
   * @param duration how far
   * @return the new time
   */
  public Instant advance(Duration duration) {
    return now.updateAndGet(time -> time.plus(duration));
  }

  /**
   * Sets the clock.
   *
   * @param time the new time
   */
  public void set(Instant time) {
    now.set(Objects.requireNonNull(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** A view of this clock: it moves with it. */
  @Override
  public Clock withZone(ZoneId other) {
    return new MutableClock(now, other);
  }

  @Override
  public String toString() {
    return "MutableClock[" + now.get() + "]";
  }
}
