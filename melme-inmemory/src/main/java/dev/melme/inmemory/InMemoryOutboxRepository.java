package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The outbox in memory. */
final class InMemoryOutboxRepository implements OutboxRepository {

  private final InMemoryStore store;

  InMemoryOutboxRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
    MailboxShelf shelf = store.contents().shelves.get(message.outbound().mailboxId());
    if (shelf == null) {
      return EnqueueOutcome.NO_MAILBOX;
    }
    byte[] bytes = ContentBytes.copyOf(message.content());
    return shelf.read(held -> held.enqueue(message, bytes, draft), EnqueueOutcome.NO_MAILBOX);
  }

  @Override
  public List<Outbound> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
    return in(mailboxId, outbox -> outbox.find(messageIds), List.of());
  }

  @Override
  public List<Outbound> list(OutboundState state, Optional<MessageId> before, int limit) {
    List<Outbound> listed = new ArrayList<>();
    for (MailboxShelf shelf : store.contents().shelves.values()) {
      listed.addAll(shelf.read(held -> held.outbox().list(state, before, limit), List.of()));
    }
    return listed.stream()
        .sorted(Comparator.comparing(Outbound::messageId).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<MessageId> findByMessageId(MailboxId mailboxId, String messageIdField) {
    return in(mailboxId, outbox -> outbox.find(messageIdField), Optional.empty());
  }

  /** A message that another thread took meanwhile is due at another time, and is left out. */
  @Override
  public List<Outbound> lease(Instant now, Instant until, int limit) {
    List<Outbound> leased = new ArrayList<>();
    for (Due next : store.contents().due) {
      if (leased.size() == limit || next.at().isAfter(now)) {
        break;
      }
      in(next.mailboxId(), outbox -> outbox.lease(next, until), Optional.<Outbound>empty())
          .ifPresent(leased::add);
    }
    return leased;
  }

  @Override
  public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
    return settlements.stream().flatMap(settlement -> settle(settlement, at).stream()).toList();
  }

  private Optional<Outbound> settle(OutboxSettlement settlement, Instant at) {
    return in(settlement.mailboxId(), outbox -> outbox.settle(settlement, at), Optional.empty());
  }

  @Override
  public boolean cancel(
      MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
    return in(mailboxId, outbox -> outbox.cancel(messageId, operator, at), false);
  }

  @Override
  public boolean retry(
      MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
    return in(mailboxId, outbox -> outbox.retry(messageId, operator, at), false);
  }

  @Override
  public int bounced(
      MailboxId mailboxId, MessageId messageId, List<OutboxResult> results, Instant at) {
    return in(mailboxId, outbox -> outbox.bounced(messageId, results, at), 0);
  }

  @Override
  public boolean claimNotice(NoticeKey key) {
    return store.contents().notices.add(key);
  }

  @Override
  public void releaseNotice(NoticeKey key) {
    store.contents().notices.remove(key);
  }

  @Override
  public int pruneNotices(LocalDate before, int limit) {
    Contents contents = store.contents();
    List<NoticeKey> over =
        contents.notices.stream().filter(key -> key.day().isBefore(before)).limit(limit).toList();
    int forgotten = 0;
    for (NoticeKey key : over) {
      // one that was released meanwhile does not count
      if (contents.notices.remove(key)) {
        forgotten++;
      }
    }
    return forgotten;
  }

  private <R> R in(MailboxId mailboxId, Function<ShelvedOutbox, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? missing : shelf.read(held -> action.apply(held.outbox()), missing);
  }
}
