package dev.melme.testkit;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** UUIDv7 as core makes them: each one greater than the one before (RFC 9562 §5.7). */
final class Ids {

  private static final long START_MILLIS = MutableClock.START.toEpochMilli();
  private static final AtomicLong COUNT = new AtomicLong();
  private static final RandomGenerator RANDOM = RandomGenerator.of("Random");

  private Ids() {}

  static UUID next() {
    long count = COUNT.incrementAndGet();
    long millis = START_MILLIS + (count >> 12);
    return new UUID(
        (millis << 16) | 0x7000 | (count & 0xFFF),
        (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
  }
}
