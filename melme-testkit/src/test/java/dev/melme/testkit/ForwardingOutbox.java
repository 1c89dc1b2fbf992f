package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundState;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

class ForwardingOutbox implements OutboxRepository {

  final InMemoryStore store;
  final OutboxRepository real;
  final Gate gate = new Gate();

  ForwardingOutbox(InMemoryStore store) {
    this.store = store;
    this.real = store.outbox();
  }

  static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingOutbox> mutant) {
    return store -> {
      ForwardingOutbox outbox = mutant.apply(store);
      return new ForwardingStore(store) {
        @Override
        public OutboxRepository outbox() {
          return outbox;
        }
      };
    };
  }

  /** Tells whether a racing thread of the contract asks. */
  static boolean racing() {
    return Thread.currentThread().getName().startsWith("contract-");
  }

  /** A message as it is known, if it was sent. */
  Optional<Outbound> known(MailboxId mailboxId, MessageId messageId) {
    return real.find(mailboxId, List.of(messageId)).stream().findFirst();
  }

  static OutgoingMessage with(OutgoingMessage message, Outbound outbound) {
    return new OutgoingMessage(
        outbound,
        message.reception(),
        message.index(),
        message.content(),
        message.alias(),
        message.conversation());
  }

  static Outbound with(Outbound outbound, Optional<String> operator) {
    return new Outbound(
        outbound.mailboxId(),
        outbound.messageId(),
        outbound.from(),
        outbound.envelopeSender(),
        outbound.messageIdField(),
        outbound.queuedAt(),
        operator,
        outbound.answers(),
        outbound.sentAnyway(),
        outbound.attempts(),
        outbound.dueAt(),
        outbound.inHand(),
        outbound.recipients());
  }

  static Outbound with(Outbound outbound, UnaryOperator<OutboundRecipient> change) {
    return new Outbound(
        outbound.mailboxId(),
        outbound.messageId(),
        outbound.from(),
        outbound.envelopeSender(),
        outbound.messageIdField(),
        outbound.queuedAt(),
        outbound.operator(),
        outbound.answers(),
        outbound.sentAnyway(),
        outbound.attempts(),
        outbound.dueAt(),
        outbound.inHand(),
        outbound.recipients().stream().map(change).toList());
  }

  static OutboxSettlement with(OutboxSettlement settlement, int attempt) {
    return new OutboxSettlement(
        settlement.mailboxId(),
        settlement.messageId(),
        attempt,
        settlement.results(),
        settlement.dueAt());
  }

  static OutboxSettlement with(OutboxSettlement settlement, List<OutboxResult> results) {
    return new OutboxSettlement(
        settlement.mailboxId(),
        settlement.messageId(),
        settlement.attempt(),
        results,
        settlement.dueAt());
  }

  @Override
  public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
    return real.enqueue(message, draft);
  }

  @Override
  public List<Outbound> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
    return real.find(mailboxId, messageIds);
  }

  @Override
  public List<Outbound> list(OutboundState state, Optional<MessageId> before, int limit) {
    return real.list(state, before, limit);
  }

  @Override
  public Optional<MessageId> findByMessageId(MailboxId mailboxId, String messageIdField) {
    return real.findByMessageId(mailboxId, messageIdField);
  }

  @Override
  public List<Outbound> lease(Instant now, Instant until, int limit) {
    return real.lease(now, until, limit);
  }

  @Override
  public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
    return real.settle(settlements, at);
  }

  @Override
  public boolean cancel(
      MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
    return real.cancel(mailboxId, messageId, operator, at);
  }

  @Override
  public boolean retry(
      MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
    return real.retry(mailboxId, messageId, operator, at);
  }

  @Override
  public int bounced(
      MailboxId mailboxId, MessageId messageId, List<OutboxResult> results, Instant at) {
    return real.bounced(mailboxId, messageId, results, at);
  }

  @Override
  public boolean claimNotice(NoticeKey key) {
    return real.claimNotice(key);
  }

  @Override
  public void releaseNotice(NoticeKey key) {
    real.releaseNotice(key);
  }

  @Override
  public int pruneNotices(LocalDate before, int limit) {
    return real.pruneNotices(before, limit);
  }
}
