package dev.melme.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.spi.TransportReply;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leases and settlements when the store, the time or the process do not play along. */
class OutboxWorkTest {

  private static final String JOE = "joe@example.org";

  private final TestClock clock = new TestClock();
  private final RecordingStore store = new RecordingStore();
  private final FakeTransport transport = new FakeTransport();
  private final MelMe melme =
      MelMe.builder().store(store).clock(clock).transport(transport).build();
  private final SentMail mail = new SentMail(store, clock, melme);

  @AfterEach
  void close() {
    store.before = call -> {};
    melme.close();
  }

  @Test
  void a_call_sends_twenty_and_tells_that_there_is_more() {
    IntStream.range(0, 25).forEach(i -> mail.to(JOE));

    assertThat(melme.dispatcher().runOnce()).isTrue();
    assertThat(transport.handed).hasSize(20);
    assertThat(melme.dispatcher().runOnce()).isFalse();
    assertThat(transport.handed).hasSize(25);
  }

  @Test
  void what_was_sent_while_the_store_went_away_is_settled_first_and_not_sent_again() {
    MessageId first = mail.to(JOE);
    MessageId second = mail.to(JOE);
    storeRefuses("outbox.settle", Fault.UNAVAILABLE);

    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);

    assertThat(transport.handed).as("the second one was not begun").hasSize(1);
    assertThat(store.calls.stream().filter("outbox.lease"::equals)).hasSize(1);

    store.before = call -> {};
    melme.dispatcher().runOnce();

    assertThat(transport.handed).as("the first one is not sent again").hasSize(2);
    assertThat(mail.of(first).state()).isEqualTo(OutboundState.SENT);
    assertThat(mail.of(second).state()).isEqualTo(OutboundState.SENT);
  }

  @Test
  void a_settlement_whose_commit_is_unknown_is_made_again() {
    MessageId id = mail.to(JOE);
    boolean[] cut = {true};
    store.before =
        call -> {
          if (call.equals("outbox.settle") && cut[0]) {
            throw new StoreException(Fault.COMMIT_UNKNOWN, "planted", null);
          }
        };
    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);

    cut[0] = false;
    melme.dispatcher().runOnce();

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
    assertThat(transport.handed).hasSize(1);
  }

  @Test
  void words_that_the_store_never_takes_do_not_keep_a_message_from_being_settled() {
    MessageId id = mail.to(JOE);
    transport.answer(JOE, TransportReply.refused("550 words"));
    int[] settles = {0};
    store.before =
        call -> {
          // the batch, then the message alone; without its words it passes
          if (call.equals("outbox.settle") && ++settles[0] <= 2) {
            throw new StoreException(Fault.UNSTORABLE, "planted", null);
          }
        };

    melme.dispatcher().runOnce();

    assertThat(mail.of(id, JOE).state()).isEqualTo(State.FAILED);
    assertThat(mail.of(id, JOE).reply()).isEmpty();
  }

  @Test
  void a_store_that_is_not_set_up_to_settle_gets_nothing_more_to_settle() {
    MessageId id = mail.to(JOE);
    mail.to(JOE);
    storeRefuses("outbox.settle", Fault.BROKEN);

    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);
    assertThat(transport.handed).hasSize(1);

    store.before = call -> {};
    melme.dispatcher().runOnce();

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
    assertThat(transport.handed).hasSize(2);
  }

  @Test
  void a_message_of_a_process_that_died_is_sent_again_when_its_lease_ends() {
    MessageId id = mail.to(JOE);
    store.outbox().lease(clock.instant(), clock.instant().plus(Duration.ofMinutes(15)), 10);

    melme.dispatcher().runOnce();
    assertThat(transport.handed).isEmpty();
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENDING);

    clock.advance(Duration.ofMinutes(15));
    melme.dispatcher().runOnce();

    assertThat(transport.handed).hasSize(1);
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
    assertThat(mail.of(id).attempts()).isEqualTo(2);
  }

  @Test
  void who_comes_back_after_its_lease_ended_does_not_undo_what_another_one_did() {
    MessageId id = mail.to(JOE);
    transport.answer(JOE, TransportReply.deferred("451 4.4.1 Later"));
    MelMe other = MelMe.builder().store(store).clock(clock).transport(new FakeTransport()).build();
    transport.before =
        message -> {
          clock.advance(Duration.ofMinutes(16));
          other.dispatcher().runOnce();
        };

    melme.dispatcher().runOnce();

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
    assertThat(mail.of(id, JOE).reply()).contains("250 2.0.0 Ok: queued");
  }

  @Test
  void what_is_not_begun_within_half_of_its_lease_goes_back_untried() {
    MessageId slow = mail.to(JOE);
    MessageId late = mail.to(JOE);
    transport.before = message -> clock.advance(Duration.ofMinutes(8));

    melme.dispatcher().runOnce();

    assertThat(mail.of(slow).state()).isEqualTo(OutboundState.SENT);
    assertThat(mail.of(late).state()).isEqualTo(OutboundState.QUEUED);
    assertThat(mail.of(late).dueAt()).contains(clock.instant());
    assertThat(mail.of(late, JOE).reply()).isEmpty();

    melme.dispatcher().runOnce();

    assertThat(mail.of(late).state()).isEqualTo(OutboundState.SENT);
    assertThat(transport.handed).hasSize(2);
  }

  @Test
  void a_store_that_cannot_lease_says_so_and_nothing_is_sent() {
    MessageId id = mail.to(JOE);
    storeRefuses("outbox.lease", Fault.UNAVAILABLE);

    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);

    assertThat(transport.handed).isEmpty();
    assertThat(mail.of(id).attempts()).isZero();
  }

  @Test
  void closing_stores_what_the_store_did_not_take_before() {
    mail.to(JOE);
    storeRefuses("outbox.settle", Fault.UNAVAILABLE);
    assertThatThrownBy(() -> melme.dispatcher().runOnce()).isInstanceOf(StoreException.class);
    boolean[] settled = {false};
    store.before = call -> settled[0] |= call.equals("outbox.settle");

    melme.close();

    assertThat(settled[0]).isTrue();
    assertThat(transport.closed).isTrue();
    assertThatThrownBy(() -> melme.dispatcher().runOnce())
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void without_a_transport_there_is_no_dispatcher() {
    try (MelMe receiving = MelMe.builder().store(new RecordingStore()).build()) {
      assertThatThrownBy(receiving::dispatcher)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("transport");
    }
  }

  private void storeRefuses(String refused, Fault fault) {
    store.before =
        call -> {
          if (call.equals(refused)) {
            throw new StoreException(fault, "planted", null);
          }
        };
  }
}
