package dev.melme.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.Dispatcher;
import dev.melme.MelMe;
import dev.melme.MelMeBuilder;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.core.outbox.FakeTransport.Handed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dispatchers that run by themselves. */
@Timeout(60)
class OutboxCrewTest {

  private static final String JOE = "joe@example.org";

  private final TestClock clock = new TestClock();
  private final RecordingStore store = new RecordingStore();
  private final FakeTransport transport = new FakeTransport();
  private final BlockingQueue<Outbound> news = new LinkedBlockingQueue<>();
  private final MelMe melme = host(transport).build();
  private final SentMail mail = new SentMail(store, clock, melme);

  private MelMeBuilder host(FakeTransport by) {
    return MelMe.builder()
        .store(store)
        .clock(clock)
        .transport(by)
        .outboundListener(news::add, Runnable::run);
  }

  @AfterEach
  void close() {
    store.before = call -> {};
    melme.close();
  }

  @Test
  void messages_go_to_several_connections_at_a_time() throws Exception {
    IntStream.range(0, 9).forEach(i -> mail.to(JOE));
    CountDownLatch together = new CountDownLatch(3);
    transport.before =
        message -> {
          together.countDown();
          await(together);
        };

    melme.dispatcher().start(3);

    assertThat(next(9)).extracting(Outbound::state).containsOnly(OutboundState.SENT);

    assertThat(transport.handed).hasSize(9);
    assertThat(transport.handed)
        .extracting(handed -> handed.message().id())
        .doesNotHaveDuplicates();
  }

  @Test
  void dispatchers_on_many_nodes_send_each_message_once() throws Exception {
    FakeTransport elsewhere = new FakeTransport();
    MelMe other = host(elsewhere).build();
    IntStream.range(0, 500).forEach(i -> mail.to(JOE));

    Dispatcher.Running here = melme.dispatcher().start(4);
    Dispatcher.Running there = other.dispatcher().start(4);
    next(500);
    here.close();
    there.close();

    Set<MessageId> sent = new HashSet<>();
    transport.handed.forEach(handed -> sent.add(handed.message().id()));
    elsewhere.handed.forEach(handed -> sent.add(handed.message().id()));
    assertThat(sent).hasSize(500);
    assertThat(transport.handed.size() + elsewhere.handed.size()).isEqualTo(500);
  }

  @Test
  void what_is_enqueued_here_wakes_who_waits() throws Exception {
    MessageId id = mail.to(JOE);
    Workspace workspace = melme.admin().workspace(mail.mailboxId, "test");
    workspace.cancel(id);
    assertThat(next(1)).extracting(Outbound::state).containsExactly(OutboundState.CANCELLED);

    melme.dispatcher().start(1);
    long begun = System.nanoTime();
    workspace.resend(id);

    // the first one tells of the resend; by then it may be sent already
    assertThat(next(2)).extracting(Outbound::state).endsWith(OutboundState.SENT);
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void closing_lets_what_is_in_hand_come_to_its_end_and_gives_back_the_rest() throws Exception {
    MessageId first = mail.to(JOE);
    MessageId second = mail.to(JOE);
    MessageId third = mail.to(JOE);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    transport.before =
        message -> {
          begun.countDown();
          await(closing);
        };
    Dispatcher.Running running = melme.dispatcher().start(1);
    await(begun);
    store.before =
        call -> {
          if (call.equals("outbox.settle")) {
            closing.countDown(); // the others were given back
          }
        };

    running.close();

    assertThat(transport.handed).extracting(handed -> handed.message().id()).containsExactly(first);
    assertThat(mail.of(first).state()).isEqualTo(OutboundState.SENT);
    for (MessageId untouched : List.of(second, third)) {
      assertThat(mail.of(untouched).state()).isEqualTo(OutboundState.QUEUED);
      assertThat(mail.of(untouched).dueAt()).contains(clock.instant());
    }
    assertThat(news).extracting(Outbound::messageId).containsExactly(first);
  }

  @Test
  void a_store_that_goes_away_and_comes_back_gets_what_was_sent_and_nothing_is_sent_twice()
      throws Exception {
    IntStream.range(0, 50).forEach(i -> mail.to(JOE));
    AtomicInteger refusals = new AtomicInteger(3);
    store.before =
        call -> {
          if (call.equals("outbox.settle") && refusals.getAndDecrement() > 0) {
            throw new StoreException(Fault.UNAVAILABLE, "planted", null);
          }
        };

    melme.dispatcher().start(2);

    assertThat(next(50)).extracting(Outbound::state).containsOnly(OutboundState.SENT);

    assertThat(transport.handed).hasSize(50);
    assertThat(refusals).hasNonPositiveValue();
  }

  @Test
  void a_store_that_cannot_lease_for_a_while_is_asked_again() throws Exception {
    mail.to(JOE);
    AtomicInteger refusals = new AtomicInteger(2);
    store.before =
        call -> {
          if (call.equals("outbox.lease") && refusals.getAndDecrement() > 0) {
            throw new StoreException(Fault.UNAVAILABLE, "planted", null);
          }
        };

    melme.dispatcher().start(1);

    assertThat(next(1)).extracting(Outbound::state).containsExactly(OutboundState.SENT);
  }

  @Test
  void closing_melme_closes_what_runs_and_nothing_can_be_started_any_more() throws Exception {
    melme.dispatcher().start(2);
    mail.to(JOE);

    melme.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("melme-outbox"));
    assertThat(transport.closed).isTrue();
    assertThatThrownBy(() -> melme.dispatcher().start(1)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_listener_may_close_what_it_listens_to() throws Exception {
    Dispatcher.Running[] running = new Dispatcher.Running[1];
    CountDownLatch heard = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    FakeTransport by = new FakeTransport();
    MelMe other =
        MelMe.builder()
            .store(store)
            .clock(clock)
            .transport(by)
            .outboundListener(
                outbound -> {
                  await(started);
                  running[0].close();
                  heard.countDown();
                },
                Runnable::run)
            .build();
    mail.to(JOE);

    running[0] = other.dispatcher().start(1);
    started.countDown();

    await(heard);
    running[0].close();
    assertThat(by.handed).extracting(Handed::recipients).containsExactly(List.of(JOE));
  }

  @Test
  void a_number_of_connections_out_of_bounds_is_refused() {
    assertThatThrownBy(() -> melme.dispatcher().start(0)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> melme.dispatcher().start(501))
        .isInstanceOf(InvalidValueException.class);
  }

  /** The next things that the listener hears. */
  private List<Outbound> next(int count) throws InterruptedException {
    List<Outbound> heard = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Outbound next = news.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("news %s of %s", i + 1, count).isNotNull();
      heard.add(next);
    }
    return heard;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
