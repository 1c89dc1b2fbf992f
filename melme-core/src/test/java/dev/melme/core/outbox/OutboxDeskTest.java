package dev.melme.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.Cursor;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.admin.Outbox;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.api.routing.Envelope;
import dev.melme.api.workspace.ChangesSince;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.TransportReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What teams and hosts see of sent messages, and do with them. */
class OutboxDeskTest {

  private static final String JOE = "joe@example.org";
  private static final String JANE = "jane@example.org";

  private final TestClock clock = new TestClock();
  private final RecordingStore store = new RecordingStore();
  private final FakeTransport transport = new FakeTransport();
  private final List<Outbound> news = new ArrayList<>();
  private final MelMe melme =
      MelMe.builder()
          .store(store)
          .clock(clock)
          .transport(transport)
          .outboundListener(news::add, Runnable::run)
          .build();
  private final SentMail mail = new SentMail(store, clock, melme);
  private final Workspace workspace = melme.admin().workspace(mail.mailboxId, "host");
  private final Outbox outbox = melme.admin().outbox();

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_team_sees_what_became_of_sent_messages() {
    MessageId sent = mail.to(JOE);
    MessageId received = receive();
    MessageId unknown = new MessageId(new UUID(0, 1));
    melme.dispatcher().runOnce();

    assertThat(workspace.outbound(List.of(received, sent, unknown)))
        .containsOnlyKeys(sent)
        .hasEntrySatisfying(
            sent, outbound -> assertThat(outbound.state()).isEqualTo(OutboundState.SENT));
    assertThat(workspace.outbound(List.of())).isEmpty();
    assertThatThrownBy(() -> workspace.outbound(Collections.nCopies(501, sent)))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_message_that_waits_is_called_back_and_not_sent() {
    MessageId id = mail.to(JOE, JANE);

    assertThat(workspace.cancel(id)).isTrue();
    assertThat(workspace.cancel(id)).isFalse();
    melme.dispatcher().runOnce();

    assertThat(transport.handed).isEmpty();
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.CANCELLED);
    assertThat(news).extracting(Outbound::state).containsExactly(OutboundState.CANCELLED);
  }

  @Test
  void a_message_in_hand_is_neither_called_back_nor_sent_again() {
    MessageId id = mail.to(JOE);
    store.outbox().lease(clock.instant(), clock.instant().plus(Duration.ofMinutes(15)), 1);

    assertThat(workspace.cancel(id)).isFalse();
    assertThat(workspace.resend(id)).isFalse();

    assertThat(news).isEmpty();
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENDING);
  }

  @Test
  void a_message_is_sent_again_to_those_who_did_not_get_it() {
    transport.answer(JANE, TransportReply.refused("550 5.1.1 No such user"));
    MessageId id = mail.to(JOE, JANE);
    melme.dispatcher().runOnce();
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.PARTLY_SENT);

    transport.answer(JANE, TransportReply.accepted("250 2.0.0 Welcome"));
    assertThat(workspace.resend(id)).isTrue();
    assertThat(workspace.resend(id)).as("it waits already").isFalse();
    melme.dispatcher().runOnce();

    assertThat(transport.handed.get(1).recipients()).containsExactly(JANE);
    assertThat(transport.handed.get(1).bytes()).isEqualTo(transport.handed.get(0).bytes());
    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
    assertThat(news)
        .extracting(Outbound::state)
        .containsExactly(OutboundState.PARTLY_SENT, OutboundState.QUEUED, OutboundState.SENT);
  }

  @Test
  void a_received_message_was_never_sent_and_one_that_is_not_there_is_not_found() {
    MessageId received = receive();
    MessageId unknown = new MessageId(new UUID(0, 1));
    MailboxId other = melme.admin().createMailbox(NewMailbox.of("other-inbox", "Other")).id();
    MessageId sent = mail.to(JOE);
    Workspace elsewhere = melme.admin().workspace(other, "host");

    assertThat(workspace.cancel(received)).isFalse();
    assertThat(workspace.resend(received)).isFalse();
    assertThatThrownBy(() -> workspace.cancel(unknown)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> workspace.resend(unknown)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> elsewhere.cancel(sent)).isInstanceOf(NotFoundException.class);
    assertThat(elsewhere.outbound(List.of(sent))).isEmpty();
    assertThat(mail.of(sent).state()).isEqualTo(OutboundState.QUEUED);

    melme.admin().deleteMailbox(other);

    assertThatThrownBy(() -> elsewhere.outbound(List.of(sent)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> elsewhere.resend(sent)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void followers_hear_of_what_became_of_a_message() {
    MessageId id = mail.to(JOE);
    Cursor cursor = workspace.changeCursor();

    melme.dispatcher().runOnce();

    ChangesSince since = workspace.changesSince(cursor);
    assertThat(since).isInstanceOf(ChangesSince.Changes.class);
    assertThat(((ChangesSince.Changes) since).changes())
        .anySatisfy(
            change -> {
              assertThat(change.kind()).isEqualTo(Change.Kind.CHANGED);
              assertThat(change.messageIds()).contains(id);
            });
  }

  @Test
  void a_host_pages_messages_of_all_mailboxes_by_state() {
    List<MessageId> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiting.add(0, mail.to(JOE));
    }

    Page<Outbound> first = outbox.page(OutboundState.QUEUED, PageRequest.first(2));
    Page<Outbound> second =
        outbox.page(OutboundState.QUEUED, PageRequest.first(3).after(first.next().orElseThrow()));

    assertThat(first.items())
        .extracting(Outbound::messageId)
        .containsExactlyElementsOf(waiting.subList(0, 2));
    assertThat(second.items())
        .extracting(Outbound::messageId)
        .containsExactlyElementsOf(waiting.subList(2, 5));
    assertThat(second.next()).isEmpty();
    assertThat(outbox.page(OutboundState.SENT, PageRequest.first(2)).items()).isEmpty();
    assertThatThrownBy(
            () ->
                outbox.page(
                    OutboundState.SENT, PageRequest.first(2).after(new Cursor("somewhere else"))))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_host_pages_those_in_hand_alone() {
    for (int i = 0; i < 5; i++) {
      mail.to(JOE);
    }
    List<Outbound> leased =
        store.outbox().lease(clock.instant(), clock.instant().plus(Duration.ofMinutes(15)), 3);

    Page<Outbound> first = outbox.page(OutboundState.SENDING, PageRequest.first(2));
    Page<Outbound> second =
        outbox.page(OutboundState.SENDING, PageRequest.first(2).after(first.next().orElseThrow()));

    List<Outbound> all = new ArrayList<>(first.items());
    all.addAll(second.items());
    assertThat(first.items()).hasSize(2);
    assertThat(all)
        .extracting(Outbound::messageId)
        .containsExactlyInAnyOrderElementsOf(leased.stream().map(Outbound::messageId).toList());
    assertThat(second.next()).isEmpty();
  }

  @Test
  void a_host_calls_back_and_sends_again_in_its_own_name() {
    MessageId id = mail.to(JOE);
    MessageId unknown = new MessageId(new UUID(0, 1));

    assertThat(outbox.cancel(mail.mailboxId, id, "ann")).isTrue();
    assertThat(outbox.cancel(mail.mailboxId, id, "ann")).isFalse();
    assertThat(outbox.retry(mail.mailboxId, id, "ann")).isTrue();
    assertThat(mail.of(id, JOE).state()).isEqualTo(State.WAITING);
    assertThatThrownBy(() -> outbox.retry(mail.mailboxId, unknown, "ann"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> outbox.cancel(new MailboxId(new UUID(0, 2)), id, "ann"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> outbox.retry(mail.mailboxId, id, " "))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> outbox.retry(mail.mailboxId, id, "a".repeat(101)))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_listener_that_fails_changes_nothing() {
    MelMe other =
        MelMe.builder()
            .store(store)
            .clock(clock)
            .transport(transport)
            .outboundListener(
                outbound -> {
                  throw new IllegalStateException("planted");
                },
                Runnable::run)
            .build();
    MessageId id = mail.to(JOE);

    other.dispatcher().runOnce();

    assertThat(mail.of(id).state()).isEqualTo(OutboundState.SENT);
  }

  @Test
  void housekeeping_forgets_claims_of_notifications_after_two_days() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    NoticeKey key =
        new NoticeKey(EmailAddress.parse(JOE), EmailAddress.parse("support@acme.example"), today);
    assertThat(store.outbox().claimNotice(key)).isTrue();

    clock.advance(Duration.ofDays(2));
    melme.housekeeping().runOnce();
    assertThat(store.outbox().claimNotice(key)).isFalse();

    clock.advance(Duration.ofDays(1));
    melme.housekeeping().runOnce();
    assertThat(store.outbox().claimNotice(key)).isTrue();
  }

  private MessageId receive() {
    melme
        .router()
        .deliver(
            Envelope.from(ReversePath.parse(JOE)).to(EmailAddress.parse("support@acme.example")),
            MessageSource.of("Subject: Hi\r\n\r\nHi\r\n".getBytes(StandardCharsets.US_ASCII)));
    return store.messages().list(mail.mailboxId, Optional.empty(), 1).get(0).id();
  }
}
