package dev.melme.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoreTimeTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> storeNow = new AtomicReference<>(NOON);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(77);

  private final StoreTime time =
      StoreTime.of(
          () -> {
            asked.incrementAndGet();
            return storeNow.get();
          },
          nanos::get);

  @Test
  void within_a_minute_the_monotonic_clock_carries_the_store_time_on() {
    storeNow.set(NOON.plus(Duration.ofHours(1)));
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());

    assertThat(time.now()).isEqualTo(NOON.plusSeconds(59));
    assertThat(asked).hasValue(1);
  }

  @Test
  void after_a_minute_the_store_is_asked_once() {
    storeNow.set(NOON.plusSeconds(61));
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());

    assertThat(time.now()).isEqualTo(NOON.plusSeconds(61));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(61));
    assertThat(asked).hasValue(2);
  }

  @Test
  void a_store_that_does_not_answer_leaves_the_time_running() {
    StoreTime lonely =
        StoreTime.of(
            () -> {
              if (asked.getAndIncrement() > 1) {
                throw new StoreException(StoreException.Fault.UNAVAILABLE, "down", null);
              }
              return NOON;
            },
            nanos::get);

    nanos.addAndGet(Duration.ofMinutes(5).toNanos());

    assertThat(lonely.now()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
  }
}
