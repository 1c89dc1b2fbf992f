package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HousekeepingTimerTest {

  private final List<String> log = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private @Nullable RuntimeException fault;
  private int pieces = 1;

  private boolean work() {
    calls.incrementAndGet();
    if (fault != null) {
      throw fault;
    }
    return --pieces > 0;
  }

  @Test
  void it_works_on_while_there_is_more() {
    pieces = 5;

    new HousekeepingTimer(this::work, log::add).round();

    assertThat(calls).hasValue(5);
    assertThat(log).isEmpty();
  }

  @Test
  void an_outage_is_told_once_and_its_end_once() {
    HousekeepingTimer timer = new HousekeepingTimer(this::work, log::add);

    fault = new StoreException(StoreException.Fault.UNAVAILABLE, "Store away.\nWait", null);
    timer.round();
    timer.round();
    timer.round();
    fault = null;
    timer.round();
    timer.round();

    assertThat(calls).hasValue(5);
    assertThat(log)
        .containsExactly(
            "housekeeping waits, no mail is lost by that: Store away. Wait",
            "housekeeping goes on");
  }

  @Test
  void a_second_outage_is_told_again() {
    HousekeepingTimer timer = new HousekeepingTimer(this::work, log::add);
    fault = new StoreException(StoreException.Fault.UNAVAILABLE, "away", null);
    timer.round();
    fault = null;
    timer.round();

    fault = new IllegalStateException("what a message says");
    timer.round();

    assertThat(log)
        .hasSize(3)
        .last()
        .asString()
        .contains("please report java.lang.IllegalStateException")
        .doesNotContain("what a message says");
  }

  @Test
  void once_closed_it_ends_although_there_is_more() throws InterruptedException {
    CountDownLatch atWork = new CountDownLatch(1);
    AtomicInteger endless = new AtomicInteger();
    HousekeepingTimer timer =
        new HousekeepingTimer(
            () -> {
              atWork.countDown();
              return endless.incrementAndGet() > 0;
            },
            log::add);

    timer.start();
    assertThat(atWork.await(10, TimeUnit.SECONDS)).isTrue();
    timer.close();
    int atClose = endless.get();
    timer.round();

    assertThat(endless).hasValue(atClose);
  }
}
