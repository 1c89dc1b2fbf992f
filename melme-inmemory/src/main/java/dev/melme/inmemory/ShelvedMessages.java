package dev.melme.inmemory;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import dev.melme.spi.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The messages of one mailbox and the delivery keys it knows. Guarded by the lock of its shelf. */
final class ShelvedMessages {

  private record ErasedKey(Instant erasedAt, DeliveryKey key) {}

  private final NavigableMap<MessageId, Shelved> newestFirst =
      new TreeMap<>(Comparator.reverseOrder());
  private final Map<DeliveryKey, MessageId> keys = new HashMap<>();
  private final Queue<ErasedKey> erasedKeys =
      new PriorityQueue<>(Comparator.comparing(ErasedKey::erasedAt));
  private long bytes;

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
  }

  /** Adds the aliases that a message lacks; does nothing when it was erased. */
  void addAliases(MessageId id, List<MatchedAlias> aliases) {
    Shelved shelved = newestFirst.get(id);
    if (shelved == null) {
      return;
    }
    StoredMessage message = shelved.message;
    List<MatchedAlias> all = merged(message.aliases(), aliases);
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

  /** Aliases in the order they came, each once per recipient; what is added later is bounded. */
  static List<MatchedAlias> merged(List<MatchedAlias> present, List<MatchedAlias> more) {
    if (present.isEmpty() && more.size() == 1) {
      return more;
    }
    List<MatchedAlias> all = new ArrayList<>(present);
    for (MatchedAlias candidate : more) {
      if (!present.isEmpty() && all.size() >= Delivery.MAX_ALIASES) {
        break;
      }
      if (all.stream().noneMatch(known -> same(known, candidate))) {
        all.add(candidate);
      }
    }
    return all;
  }

  private static boolean same(MatchedAlias left, MatchedAlias right) {
    return left.alias().equals(right.alias()) && left.recipient().equals(right.recipient());
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
        erased++;
      }
    }
    return erased;
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
