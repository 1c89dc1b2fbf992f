package dev.melme.core.catchup;

import dev.melme.api.ConversationId;
import dev.melme.api.mailbox.Conversation;
import dev.melme.spi.ConversationFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The conversations that one batch of catch-up meets: what they grow to, which become one, and
 * which go on in another one. Used by one thread.
 */
final class Conversations {

  private static final ConversationFacts EMPTY = new ConversationFacts(0, Instant.EPOCH);

  private final Map<ConversationId, ConversationFacts> facts;
  private final Supplier<ConversationId> newId;
  private final Set<ConversationId> begun = new HashSet<>();
  private final Map<ConversationId, ConversationId> merged = new HashMap<>();
  private final Map<ConversationId, ConversationId> continued = new HashMap<>();

  Conversations(Map<ConversationId, ConversationFacts> known, Supplier<ConversationId> newId) {
    this.facts = new HashMap<>(known);
    this.newId = newId;
  }

  ConversationId begin() {
    ConversationId id = newId.get();
    begun.add(id);
    return id;
  }

  ConversationFacts facts(ConversationId id) {
    return facts.getOrDefault(id, EMPTY);
  }

  /** The conversation that messages of this one are in now. */
  ConversationId standing(ConversationId id) {
    ConversationId current = id;
    for (ConversationId next = merged.get(current); next != null; next = merged.get(current)) {
      current = next;
    }
    return current;
  }

  /** The conversation in which this one goes on. */
  ConversationId last(ConversationId id) {
    ConversationId current = standing(id);
    for (ConversationId next = continued.get(current);
        next != null;
        next = continued.get(current)) {
      current = standing(next);
    }
    return current;
  }

  /** Makes one of two, unless it would be too long; tells which one goes on. */
  ConversationId unite(ConversationId one, ConversationId other) {
    int together = facts(one).messageCount() + facts(other).messageCount();
    if (one.equals(other) || together > Conversation.MAX_MESSAGES) {
      return one;
    }
    boolean oneStays =
        begun.contains(one) == begun.contains(other)
            ? one.compareTo(other) < 0
            : begun.contains(other);
    ConversationId into = oneStays ? one : other;
    ConversationId from = oneStays ? other : one;
    facts.put(into, new ConversationFacts(together, later(facts(into), facts(from).newestAt())));
    merged.put(from, into);
    return into;
  }

  /** Adds a message; tells where to: a conversation that is full goes on in a new one. */
  ConversationId join(ConversationId id, Instant receivedAt) {
    ConversationId open = id;
    if (facts(id).messageCount() >= Conversation.MAX_MESSAGES) {
      open = begin();
      continued.put(id, open);
    }
    ConversationFacts before = facts(open);
    facts.put(open, new ConversationFacts(before.messageCount() + 1, later(before, receivedAt)));
    return open;
  }

  private static Instant later(ConversationFacts before, Instant time) {
    return before.newestAt().isAfter(time) ? before.newestAt() : time;
  }

  /** What the store has to unite: what was begun in this batch is nowhere yet. */
  Map<ConversationId, ConversationId> merged() {
    Map<ConversationId, ConversationId> stored = new HashMap<>();
    for (ConversationId from : merged.keySet()) {
      if (!begun.contains(from)) {
        stored.put(from, standing(from));
      }
    }
    return stored;
  }

  Map<ConversationId, ConversationId> continued() {
    Map<ConversationId, ConversationId> stored = new HashMap<>();
    continued.forEach((closed, next) -> stored.put(closed, last(next)));
    return stored;
  }
}
