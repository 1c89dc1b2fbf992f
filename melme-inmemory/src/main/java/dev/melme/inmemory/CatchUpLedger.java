package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What catch-up has done in one mailbox, and what is left for it. Guarded by the lock of its shelf.
 */
final class CatchUpLedger {

  private final NavigableSet<MessageId> pending = new TreeSet<>();
  private final NavigableMap<Long, Placement> placements = new TreeMap<>();
  private final Map<MessageId, Long> positions = new HashMap<>();
  private final Map<ThreadKey, ConversationId> threads = new HashMap<>();
  private long lastPosition;

  long lastPosition() {
    return lastPosition;
  }

  boolean nothingPending() {
    return pending.isEmpty();
  }

  void add(MessageId id) {
    pending.add(id);
  }

  void erase(MessageId id) {
    pending.remove(id);
    Long position = positions.remove(id);
    if (position != null) {
      placements.remove(position);
    }
  }

  List<MessageId> oldest(int limit) {
    return pending.stream().limit(limit).toList();
  }

  Map<ThreadKey, ConversationId> threads(Collection<ThreadKey> keys) {
    Map<ThreadKey, ConversationId> known = new HashMap<>();
    for (ThreadKey key : keys) {
      ConversationId conversation = threads.get(key);
      if (conversation != null) {
        known.put(key, conversation);
      }
    }
    return known;
  }

  boolean apply(CatchUpBatch batch) {
    if (batch.expectedPosition() != lastPosition) {
      return false;
    }
    for (Placement placement : batch.placements()) {
      // what is not pending was erased since, or has its place
      if (pending.remove(placement.messageId())) {
        placements.put(placement.position(), placement);
        positions.put(placement.messageId(), placement.position());
      }
    }
    batch.threads().forEach(threads::putIfAbsent);
    lastPosition = batch.lastPosition();
    return true;
  }

  List<Placement> placements(long after, int limit) {
    return placements.tailMap(after, false).values().stream().limit(limit).toList();
  }
}
