package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One mailbox that sends, and what the rules of the outbox do with it over and over. */
final class Sender {

  /** How long an attempt may take. */
  static final Duration LEASE = Duration.ofMinutes(10);

  private final StoreUnderTest subject;
  private final Mailbox mailbox;

  Sender(StoreUnderTest subject) {
    this.subject = subject;
    this.mailbox = subject.mailbox();
  }

  Mailbox mailbox() {
    return mailbox;
  }

  MailboxId id() {
    return mailbox.id();
  }

  private OutboxRepository outbox() {
    return subject.outbox();
  }

  /** A message that is due now, not enqueued yet. */
  OutgoingMessage message(String... to) {
    return OutboxSpecimens.outgoing(mailbox, subject.store().now(), to);
  }

  /** Enqueues a message that is due now. */
  MessageId sent(String... to) {
    return subject.enqueue(message(to));
  }

  /** Enqueues a message that is due now, and gives it its place. */
  MessageId placed(String... to) {
    MessageId id = sent(to);
    subject.placeAll(mailbox);
    return id;
  }

  /** What the outbox knows of a message that was sent. */
  Outbound row(MessageId messageId) {
    List<Outbound> found = outbox().find(id(), List.of(messageId));
    assertThat(found).as("what the outbox knows of a message that was sent").hasSize(1);
    return found.get(0);
  }

  State state(MessageId messageId, String recipient) {
    return recipient(messageId, recipient).state();
  }

  OutboundRecipient recipient(MessageId messageId, String recipient) {
    return row(messageId).recipients().stream()
        .filter(each -> each.address().toString().equalsIgnoreCase(recipient))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The message has lost " + recipient));
  }

  List<State> states(MessageId messageId) {
    return row(messageId).recipients().stream().map(OutboundRecipient::state).toList();
  }

  /** Takes the one message in hand that is due now. */
  Outbound leased() {
    Instant now = subject.store().now();
    List<Outbound> leased = outbox().lease(now, now.plus(LEASE), OutboxRepository.MAX_MESSAGES);
    assertThat(leased).as("lease() when one message is due").hasSize(1);
    return leased.get(0);
  }

  /** Takes a message in hand, the one that is due, and settles it now. */
  Outbound attempted(Optional<Instant> dueAt, OutboxResult... results) {
    return settled(OutboxSpecimens.settlement(leased(), dueAt, results));
  }

  Outbound settled(OutboxSettlement settlement) {
    List<Outbound> settled = outbox().settle(List.of(settlement), subject.store().now());
    assertThat(settled).as("settle() of a message in hand").hasSize(1);
    return settled.get(0);
  }

  /** The messages that are due at a time, taken in hand. */
  List<MessageId> leasedAt(Instant time) {
    return outbox().lease(time, time.plus(LEASE), OutboxRepository.MAX_MESSAGES).stream()
        .map(Outbound::messageId)
        .toList();
  }

  /** The last position, once all changes that wait have theirs. */
  long giveTurns() {
    long last = subject.messages().pending(id(), 1).lastPosition();
    assertThat(subject.messages().apply(id(), new CatchUpBatch(last, List.of(), Map.of())))
        .as("apply() of a batch without placements")
        .isTrue();
    return subject.messages().pending(id(), 1).lastPosition();
  }

  /** Changes after a position, once all that wait have theirs. */
  List<Change> changes(long after) {
    giveTurns();
    return subject.entries().changes(id(), after, 1000).changes();
  }
}
