package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The messages of one mailbox and the delivery keys it knows. Guarded by the lock of its shelf. */
final class ShelvedMessages {

  private record ErasedKey(Instant erasedAt, DeliveryKey key) {}

  private final MailboxId mailboxId;

  /** The mailboxes of the store that have pending messages; this one adds and removes itself. */
  private final Set<MailboxId> behind;

  private final NavigableMap<MessageId, Shelved> newestFirst =
      new TreeMap<>(Comparator.reverseOrder());
  private final Map<DeliveryKey, MessageId> keys = new HashMap<>();
  private final Queue<ErasedKey> erasedKeys =
      new PriorityQueue<>(Comparator.comparing(ErasedKey::erasedAt));
  private final CatchUpLedger catchUp = new CatchUpLedger();
  private long bytes;

  ShelvedMessages(MailboxId mailboxId, Set<MailboxId> behind) {
    this.mailboxId = mailboxId;
    this.behind = behind;
  }

  MailboxUsage usage() {
    return new MailboxUsage(newestFirst.size(), bytes);
  }

  @Nullable MessageId stored(DeliveryKey key) {
    return keys.get(key);
  }

  boolean has(MessageId id) {
    return newestFirst.containsKey(id);
  }

  void insert(Shelved shelved) {
    MessageId id = shelved.message.id();
    keys.put(shelved.key, id);
    newestFirst.put(id, shelved);
    bytes += shelved.content.length;
    if (catchUp.nothingPending()) {
      behind.add(mailboxId);
    }
    catchUp.add(id);
  }

  /** Adds the aliases that a message lacks; does nothing when it was erased. */
  void addAliases(MessageId id, List<MatchedAlias> aliases) {
    Shelved shelved = newestFirst.get(id);
    if (shelved == null) {
      return;
    }
    StoredMessage message = shelved.message;
    List<MatchedAlias> all = Delivery.mergedAliases(message.aliases(), aliases);
    if (all.size() > message.aliases().size()) {
      StoredMessage changed =
          new StoredMessage(
              message.mailboxId(),
              id,
              message.reception(),
              all,
              message.sizeBytes(),
              message.index());
      newestFirst.put(id, new Shelved(changed, shelved.content, shelved.key));
    }
  }

  @Nullable Shelved find(MessageId id) {
    return newestFirst.get(id);
  }

  List<Shelved> list(Optional<MessageId> before, int limit) {
    NavigableMap<MessageId, Shelved> older =
        before.map(id -> newestFirst.tailMap(id, false)).orElse(newestFirst);
    List<Shelved> page = new ArrayList<>(Math.min(limit, 500));
    for (Shelved shelved : older.values()) {
      if (page.size() >= limit) {
        break;
      }
      page.add(shelved);
    }
    return page;
  }

  int erase(List<MessageId> ids, Instant now) {
    int erased = 0;
    for (MessageId id : ids) {
      Shelved shelved = newestFirst.remove(id);
      if (shelved != null) {
        bytes -= shelved.content.length;
        erasedKeys.add(new ErasedKey(now, shelved.key));
        catchUp.erase(id);
        erased++;
      }
    }
    noteCaughtUp();
    return erased;
  }

  Pending pending(int limit) {
    List<PendingMessage> messages = new ArrayList<>();
    for (MessageId id : catchUp.oldest(limit)) {
      Shelved shelved = newestFirst.get(id);
      if (shelved != null) {
        messages.add(pending(shelved.message));
      }
    }
    return new Pending(catchUp.lastPosition(), messages);
  }

  private static PendingMessage pending(StoredMessage message) {
    MessageIndex index = message.index();
    return new PendingMessage(
        message.id(),
        message.reception().receivedAt(),
        index.messageIdField(),
        index.inReplyTo(),
        index.references());
  }

  Map<ThreadKey, ConversationId> threads(Collection<ThreadKey> keys) {
    return catchUp.threads(keys);
  }

  boolean apply(CatchUpBatch batch) {
    boolean applied = catchUp.apply(batch);
    noteCaughtUp();
    return applied;
  }

  List<Placement> placements(long after, int limit) {
    return catchUp.placements(after, limit);
  }

  private void noteCaughtUp() {
    if (catchUp.nothingPending()) {
      behind.remove(mailboxId);
    }
  }

  int prune(Instant before, int limit) {
    int pruned = 0;
    for (ErasedKey oldest = erasedKeys.peek();
        oldest != null && pruned < limit && oldest.erasedAt().isBefore(before);
        oldest = erasedKeys.peek()) {
      erasedKeys.remove();
      keys.remove(oldest.key());
      pruned++;
    }
    return pruned;
  }
}
