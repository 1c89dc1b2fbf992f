package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;

/** Messages in memory. */
final class InMemoryMessageRepository implements MessageRepository {

  private final InMemoryStore store;

  InMemoryMessageRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public AppendOutcome append(Delivery delivery) {
    Contents contents = store.contents();
    byte[] bytes = ContentBytes.copyOf(delivery.content());
    return new FanOut(delivery, bytes).run(contents.shelves);
  }

  @Override
  public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
    return read(mailboxId, held -> outcome(held, keys), Map.of());
  }

  private static Map<DeliveryKey, MessageId> outcome(ShelvedMessages held, List<DeliveryKey> keys) {
    Map<DeliveryKey, MessageId> known = new LinkedHashMap<>();
    for (DeliveryKey key : keys) {
      MessageId id = held.stored(key);
      if (id != null) {
        known.put(key, id);
      }
    }
    return known;
  }

  @Override
  public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
    return shelved(mailboxId, messageId).map(found -> found.message);
  }

  @Override
  public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
    List<Shelved> page = read(mailboxId, held -> held.list(before, limit), List.of());
    return page.stream().map(shelved -> shelved.message.summary()).toList();
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, MessageId messageId, long offset, int length) {
    ContentBytes.requireRange(offset, length);
    return shelved(mailboxId, messageId)
        .map(found -> ContentBytes.range(found.content, offset, length));
  }

  @Override
  public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
    Instant now = store.now();
    return read(mailboxId, held -> held.erase(messageIds, now), 0);
  }

  @Override
  public List<MailboxId> pendingMailboxes(Optional<MailboxId> after, int limit) {
    NavigableSet<MailboxId> behind = store.contents().behind;
    return after.map(last -> behind.tailSet(last, false)).orElse(behind).stream()
        .limit(limit)
        .toList();
  }

  @Override
  public Pending pending(MailboxId mailboxId, int limit) {
    return read(mailboxId, held -> held.pending(limit), Pending.NONE);
  }

  @Override
  public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
    return read(mailboxId, held -> held.threads(keys), Map.of());
  }

  @Override
  public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
    Instant now = store.now();
    return read(mailboxId, held -> held.apply(batch, now), false);
  }

  @Override
  public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
    return read(mailboxId, held -> held.placements(after, limit), List.of());
  }

  /** Works on the messages of a mailbox, or gives the answer for one that does not exist. */
  private <R> R read(MailboxId mailboxId, Function<ShelvedMessages, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null ? missing : shelf.read(action, missing);
  }

  private Optional<Shelved> shelved(MailboxId mailboxId, MessageId messageId) {
    return read(mailboxId, held -> Optional.ofNullable(held.find(messageId)), Optional.empty());
  }
}
