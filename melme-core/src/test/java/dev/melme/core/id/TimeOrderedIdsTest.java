package dev.melme.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.core.time.StoreTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void an_id_is_a_uuid_of_version_7_that_begins_with_the_milliseconds() {
    TimeOrderedIds ids = new TimeOrderedIds(StoreTime.of(Clock.fixed(NOON, ZoneOffset.UTC)));

    UUID id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void ten_thousand_ids_of_one_millisecond_grow() {
    TimeOrderedIds ids = new TimeOrderedIds(StoreTime.of(Clock.fixed(NOON, ZoneOffset.UTC)));

    List<MessageId> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(new MessageId(ids.next()));
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void ids_grow_although_the_clock_jumps_back_an_hour() {
    SettableClock clock = new SettableClock(NOON);
    TimeOrderedIds ids = new TimeOrderedIds(StoreTime.of(clock));

    MessageId before = new MessageId(ids.next());
    clock.now = NOON.minusSeconds(3600);
    MessageId after = new MessageId(ids.next());

    assertThat(after).isGreaterThan(before);
  }

  @Test
  void racing_threads_never_make_one_id_twice() throws InterruptedException {
    TimeOrderedIds ids = new TimeOrderedIds(StoreTime.of(Clock.systemUTC()));
    Set<UUID> made = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();

    for (int t = 0; t < 8; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  made.add(ids.next());
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(made).hasSize(40_000);
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
