package dev.melme.core.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.core.outbox.FakeTransport.Handed;
import dev.melme.spi.TransportReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages by what the next system says. */
class AttemptTest {

  private static final String JOE = "joe@example.org";
  private static final String JANE = "jane@example.org";
  private static final String JIM = "jim@example.net";

  private final TestClock clock = new TestClock();
  private final RecordingStore store = new RecordingStore();
  private final FakeTransport transport = new FakeTransport();
  private final MelMe melme =
      MelMe.builder().store(store).clock(clock).transport(transport).build();
  private final SentMail mail = new SentMail(store, clock, melme);

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_message_that_everybody_gets_is_sent_and_tried_no_more() {
    MessageId id = mail.to(JOE, JANE);

    assertThat(melme.dispatcher().runOnce()).isFalse();
    clock.advance(Duration.ofDays(1));
    melme.dispatcher().runOnce();

    assertThat(transport.handed).extracting(Handed::recipients).containsExactly(List.of(JOE, JANE));
    assertThat(transport.handed.get(0).bytes()).isEqualTo("Subject: Hello\r\n\r\nHi there\r\n");
    assertThat(transport.handed.get(0).message().reversePath()).hasToString("support@acme.example");
    Outbound sent = mail.of(id);
    assertThat(sent.state()).isEqualTo(OutboundState.SENT);
    assertThat(sent.dueAt()).isEmpty();
    assertThat(sent.attempts()).isEqualTo(1);
    assertThat(mail.of(id, JOE).reply()).contains("250 2.0.0 Ok: queued");
  }

  @Test
  void each_recipient_has_its_own_end_and_who_got_it_does_not_get_it_again() {
    transport
        .answer(JANE, TransportReply.refused("550 5.1.1 No such user"))
        .answer(JIM, TransportReply.deferred("451 4.7.1 Greylisted"));
    MessageId id = mail.to(JOE, JANE, JIM);

    melme.dispatcher().runOnce();

    assertThat(mail.of(id, JOE).state()).isEqualTo(State.SENT);
    assertThat(mail.of(id, JANE).state()).isEqualTo(State.FAILED);
    assertThat(mail.of(id, JANE).reply()).contains("550 5.1.1 No such user");
    assertThat(mail.of(id, JIM).state()).isEqualTo(State.WAITING);
    assertThat(mail.of(id, JIM).reply()).contains("451 4.7.1 Greylisted");
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.QUEUED);

    transport.answer(JIM, TransportReply.accepted("250 2.0.0 Now"));
    clock.advance(Duration.ofMinutes(1));
    melme.dispatcher().runOnce();

    assertThat(transport.handed.get(1).recipients()).containsExactly(JIM);
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.PARTLY_SENT);
  }

  @Test
  void what_is_deferred_is_not_tried_before_its_time() {
    transport.answer(JOE, TransportReply.deferred("421 4.3.2 Busy"));
    mail.to(JOE);

    melme.dispatcher().runOnce();
    melme.dispatcher().runOnce();
    clock.advance(Duration.ofSeconds(44)); // a minute less a quarter, less a second
    melme.dispatcher().runOnce();

    assertThat(transport.handed).hasSize(1);

    clock.advance(Duration.ofSeconds(16));
    melme.dispatcher().runOnce();

    assertThat(transport.handed).hasSize(2);
  }

  @Test
  void what_nobody_knows_about_is_sent_again_with_the_same_bytes() {
    transport.answer(JOE, TransportReply.unknown("The connection broke"));
    MessageId id = mail.send("Message-ID: <1@acme.example>\r\n\r\nHi\r\n".getBytes(UTF_8), JOE);

    melme.dispatcher().runOnce();

    assertThat(mail.of(id, JOE).state()).isEqualTo(State.WAITING);
    assertThat(mail.of(id, JOE).reply()).contains("It may have arrived. The connection broke");

    clock.advance(Duration.ofMinutes(1));
    transport.answer(JOE, TransportReply.accepted("250 Ok"));
    melme.dispatcher().runOnce();

    assertThat(transport.handed).hasSize(2);
    assertThat(transport.handed.get(0).bytes()).isEqualTo(transport.handed.get(1).bytes());
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
  }

  @Test
  void a_transport_that_throws_leaves_all_unknown_and_its_words_are_not_kept() {
    transport.before =
        message -> {
          throw new IllegalStateException("Hi there, canary");
        };
    MessageId id = mail.to(JOE, JANE);

    melme.dispatcher().runOnce();

    assertThat(mail.of(id).recipients())
        .extracting(OutboundRecipient::state)
        .containsOnly(State.WAITING);
    assertThat(mail.of(id).recipients())
        .extracting(OutboundRecipient::reply)
        .containsOnly(
            Optional.of(
                "It may have arrived. The transport failed: java.lang.IllegalStateException"));
  }

  @Test
  void a_transport_that_fails_with_an_error_leaves_all_unknown_and_the_others_are_sent() {
    MessageId bad = mail.to(JOE);
    MessageId good = mail.to(JANE);
    transport.before =
        message -> {
          if (message.id().equals(bad)) {
            throw new StackOverflowError("planted");
          }
        };

    melme.dispatcher().runOnce();

    assertThat(mail.of(bad, JOE).state()).isEqualTo(State.WAITING);
    assertThat(mail.of(good).state()).isEqualTo(OutboundState.SENT);
  }

  @Test
  void what_still_waits_after_five_days_fails_with_the_last_words() {
    transport
        .answer(JOE, TransportReply.deferred("451 4.4.1 Later"))
        .answer(JANE, TransportReply.unknown("The connection broke"));
    MessageId id = mail.to(JOE, JANE, JIM);

    for (int hours = 0; hours <= 6 * 24; hours++) {
      melme.dispatcher().runOnce();
      clock.advance(Duration.ofHours(1));
    }

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.PARTLY_SENT);
    assertThat(mail.of(id, JOE).state()).isEqualTo(State.FAILED);
    assertThat(mail.of(id, JOE).reply()).contains("Given up after 5 days. 451 4.4.1 Later");
    assertThat(mail.of(id, JANE).reply())
        .contains("Given up after 5 days. It may have arrived. The connection broke");
    assertThat(transport.handed.get(0).recipients()).containsExactly(JOE, JANE, JIM);
    assertThat(transport.handed.subList(1, transport.handed.size()))
        .hasSizeBetween(24, 40)
        .allMatch(handed -> handed.recipients().equals(List.of(JOE, JANE)));
  }

  @Test
  void what_waited_for_a_dispatcher_for_longer_than_that_is_still_tried_once() {
    MessageId id = mail.to(JOE);
    clock.advance(Duration.ofDays(30));

    melme.dispatcher().runOnce();

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
  }

  @Test
  void words_of_a_remote_system_are_kept_on_one_line_of_at_most_500_characters() {
    transport.answer(JOE, TransportReply.refused("550 a\r\n\u0000b\u202e " + "x".repeat(5000)));
    MessageId id = mail.to(JOE);

    melme.dispatcher().runOnce();

    assertThat(mail.of(id, JOE).reply().get()).startsWith("550 a b xxx").hasSize(500);
  }

  @Test
  void a_header_beyond_ascii_is_announced_and_a_body_is_not() {
    mail.send("Subject: Grüße\r\n\r\nHi\r\n".getBytes(UTF_8), JOE);
    mail.send("Subject: Hi\r\n\r\nGrüße\r\n".getBytes(UTF_8), JOE);
    mail.send(("To: " + "j@example.org,\r\n ".repeat(5000) + "ü\r\n\r\n").getBytes(UTF_8), JOE);

    melme.dispatcher().runOnce();

    assertThat(transport.handed)
        .extracting(handed -> handed.message().internationalised())
        .containsExactly(true, false, true);
  }

  @Test
  void a_large_message_is_handed_over_whole_as_often_as_the_transport_reads_it() {
    byte[] large = ("Subject: large\r\n\r\n" + "0123456789abcd\r\n".repeat(60_000)).getBytes(UTF_8);
    StringBuilder twice = new StringBuilder();
    transport.before =
        message -> {
          try (InputStream in = message.content().openStream()) {
            twice.append(new String(in.readAllBytes(), UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    mail.send(large, JOE);

    melme.dispatcher().runOnce();

    assertThat(transport.handed.get(0).bytes()).isEqualTo(new String(large, UTF_8));
    assertThat(twice).hasToString(new String(large, UTF_8));
  }

  @Test
  void a_message_that_cannot_be_read_now_is_sent_later_and_nothing_is_said_about_it() {
    MessageId id = mail.to(JOE);
    store.before =
        call -> {
          if (call.equals("messages.content")) {
            throw new StoreException(Fault.UNAVAILABLE, "planted", null);
          }
        };

    melme.dispatcher().runOnce();

    assertThat(transport.handed).isEmpty();
    assertThat(mail.of(id, JOE).state()).isEqualTo(State.WAITING);
    assertThat(mail.of(id, JOE).reply()).isEmpty();
    assertThat(mail.of(id).inHand()).isFalse();

    store.before = call -> {};
    clock.advance(Duration.ofMinutes(1));
    melme.dispatcher().runOnce();

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
  }

  @Test
  void a_sent_copy_that_was_erased_meanwhile_is_not_sent() {
    MessageId id = mail.to(JOE);
    store.before =
        call -> {
          if (call.equals("messages.content")) {
            store.real.messages().erase(mail.mailboxId, List.of(id));
          }
        };

    melme.dispatcher().runOnce();

    assertThat(transport.handed).isEmpty();
    assertThat(store.outbox().find(mail.mailboxId, List.of(id))).isEmpty();
  }
}
