package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What catch-up has done in one mailbox, and what is left for it. Guarded by the lock of its shelf.
 */
final class CatchUpLedger {

  private final NavigableSet<MessageId> pending = new TreeSet<>();
  private final Map<ThreadKey, ConversationId> threads = new HashMap<>();

  /** By each conversation that was merged or closed the next one, which may be followed itself. */
  private final Map<ConversationId, ConversationId> followers = new HashMap<>();

  private final Map<ConversationId, ConversationId> merged = new HashMap<>();
  private final ShelvedEntries entries;
  private final ChangeLedger changes = new ChangeLedger();
  private long lastPosition;

  CatchUpLedger(ShelvedEntries entries) {
    this.entries = entries;
  }

  long lastPosition() {
    return lastPosition;
  }

  ChangeLedger changes() {
    return changes;
  }

  boolean nothingPending() {
    return pending.isEmpty() && !changes.someWait();
  }

  void add(MessageId id) {
    pending.add(id);
  }

  /** Tells whether the message had a place. */
  boolean erase(MessageId id) {
    pending.remove(id);
    return entries.erase(id);
  }

  boolean isPending(MessageId id) {
    return pending.contains(id);
  }

  List<MessageId> oldest(int limit) {
    return pending.stream().limit(limit).toList();
  }

  Map<ThreadKey, ConversationId> threads(Collection<ThreadKey> keys) {
    Map<ThreadKey, ConversationId> known = new HashMap<>();
    for (ThreadKey key : keys) {
      ConversationId conversation = threads.get(key);
      if (conversation != null) {
        known.put(key, last(conversation));
      }
    }
    return known;
  }

  /** Makes a conversation known under its own key, so that the answer to it finds it. */
  void know(ConversationId conversation) {
    threads.putIfAbsent(ThreadKey.ofConversation(conversation), conversation);
  }

  Map<ConversationId, ConversationFacts> facts(Collection<ConversationId> conversationIds) {
    Map<ConversationId, ConversationFacts> facts = new HashMap<>();
    for (ConversationId id : conversationIds) {
      entries.facts(id).ifPresent(known -> facts.put(id, known));
    }
    return facts;
  }

  /** The conversation in which one goes on: one follows another, whichever was noted first. */
  private ConversationId last(ConversationId id) {
    ConversationId current = id;
    for (ConversationId next = followers.get(current); next != null; ) {
      current = next;
      next = followers.get(current);
    }
    return current;
  }

  /** The conversation that an id stands for: itself, or what it was merged into. */
  ConversationId standing(ConversationId id) {
    return merged.getOrDefault(id, id);
  }

  boolean apply(CatchUpBatch batch, Instant now) {
    if (batch.expectedPosition() != lastPosition) {
      return false;
    }
    place(batch.placements(), now);
    lastPosition = batch.lastPosition();
    batch.threads().forEach(threads::putIfAbsent);
    threads.putAll(batch.repointed());
    followers.putAll(batch.continued());
    batch.merged().forEach((from, into) -> merge(from, into, now));
    lastPosition += changes.giveTurns(lastPosition, CatchUpBatch.MAX_PLACEMENTS);
    return true;
  }

  private void place(List<Placement> placements, Instant now) {
    List<MessageId> placed = new ArrayList<>();
    for (Placement placement : placements) {
      // what is not pending was erased since, or has its place
      if (pending.remove(placement.messageId())) {
        entries.place(placement);
        placed.add(placement.messageId());
      }
    }
    if (!placed.isEmpty()) {
      long last = placements.get(placements.size() - 1).position();
      changes.record(new Change(last, Change.Kind.ADDED, placed, now, Optional.empty()));
    }
  }

  private void merge(ConversationId from, ConversationId into, Instant now) {
    followers.put(from, into);
    merged.replaceAll((before, after) -> after.equals(from) ? into : after);
    merged.put(from, into);
    List<MessageId> moved = entries.move(from, into);
    for (int i = 0; i < moved.size(); i += Change.MAX_MESSAGES) {
      List<MessageId> some = moved.subList(i, Math.min(moved.size(), i + Change.MAX_MESSAGES));
      lastPosition++;
      changes.record(new Change(lastPosition, Change.Kind.CHANGED, some, now, Optional.empty()));
    }
  }

  List<Placement> placements(long after, int limit) {
    return entries.placements(after, limit);
  }
}
