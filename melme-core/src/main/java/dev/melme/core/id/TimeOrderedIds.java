package dev.melme.core.id;

import dev.melme.core.time.StoreTime;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDv7 (RFC 9562 §5.7) that only ever grow on this node, also when its clock jumps back.
 *
 * <p>The 48 bits of milliseconds and the 12 bits behind the version are one number that grows by at
 * least one per id (§6.2, method 1): more than 4,096 ids in a millisecond borrow from the next one.
 * The other 62 bits are random, so that two nodes never make the same id. They are not secret.
 */
public final class TimeOrderedIds {

  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private final StoreTime time;
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong random = new AtomicLong(new SecureRandom().nextLong());

  /**
   * Creates a source of ids.
   *
   * @param time where the milliseconds come from
   */
  public TimeOrderedIds(StoreTime time) {
    this.time = time;
  }

  /**
   * Makes an id.
   *
   * @return greater than every id made here before
   */
  public UUID next() {
    long earliest = time.carriedMillis() << COUNTER_BITS;
    long stamp = last.accumulateAndGet(earliest, (before, now) -> Math.max(before + 1, now));
    long high = (stamp >>> COUNTER_BITS) << 16 | VERSION_7 | (stamp & COUNTER_MASK);
    return new UUID(high, VARIANT | (mix(random.addAndGet(GOLDEN_GAMMA)) & RANDOM_MASK));
  }

  /** The finaliser of SplitMix64: neighbouring states give unrelated numbers. */
  private static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
