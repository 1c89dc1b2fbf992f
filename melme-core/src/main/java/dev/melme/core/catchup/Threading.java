package dev.melme.core.catchup;

import dev.melme.api.ConversationId;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives the messages of one batch their places and conversations. Used once, by one thread.
 *
 * <p>A message joins the conversation of the relatives that it names, or that named it; if they are
 * in several, these become one. What a team sends names the conversation itself as well, which may
 * have been merged or closed since it was written. A message that names nobody and says to be an
 * answer joins the latest conversation with its subject and one of its participants. Else it begins
 * one. Keys that nobody knew go to that conversation, so that relatives that arrive later find it.
 */
final class Threading {

  /** After so long the same subject is another matter. */
  static final Duration SUBJECT_MEMORY = Duration.ofDays(30);

  private final Map<ThreadKey, ConversationId> known;
  private final Map<ThreadKey, ConversationId> learned = new HashMap<>();
  private final Map<ThreadKey, ConversationId> repointed = new HashMap<>();
  private final Conversations conversations;

  Threading(
      Map<ThreadKey, ConversationId> known,
      Map<ConversationId, ConversationFacts> facts,
      Supplier<ConversationId> newConversation) {
    this.known = new HashMap<>(known);
    this.conversations = new Conversations(facts, newConversation);
  }

  CatchUpBatch place(long lastPosition, List<Relations> messages) {
    List<ConversationId> joined = new ArrayList<>(messages.size());
    messages.forEach(message -> joined.add(join(message)));
    List<Placement> placements = new ArrayList<>(messages.size());
    for (Relations message : messages) {
      int index = placements.size();
      placements.add(
          new Placement(
              lastPosition + index + 1,
              message.message().messageId(),
              conversations.standing(joined.get(index)),
              message.message().folder()));
    }
    learned.replaceAll((key, id) -> conversations.last(id));
    repointed.replaceAll((key, id) -> conversations.last(id));
    return new CatchUpBatch(
        lastPosition,
        placements,
        learned,
        repointed,
        conversations.merged(),
        conversations.continued());
  }

  private ConversationId join(Relations message) {
    Instant receivedAt = message.message().receivedAt();
    ConversationId related =
        byId(message).or(() -> bySubject(message, receivedAt)).orElseGet(conversations::begin);
    ConversationId conversation = conversations.join(related, receivedAt);
    message.byId().forEach(key -> learn(key, conversation));
    message.bySubject().forEach(key -> point(key, conversation));
    return conversation;
  }

  private Optional<ConversationId> byId(Relations message) {
    ConversationId found = null;
    for (ThreadKey key : message.byId()) {
      ConversationId named = known.get(key);
      if (named != null) {
        ConversationId last = conversations.last(named);
        found = found == null ? last : conversations.unite(found, last);
      }
    }
    return Optional.ofNullable(found);
  }

  private Optional<ConversationId> bySubject(Relations message, Instant receivedAt) {
    if (!message.mayJoinBySubject()) {
      return Optional.empty();
    }
    Instant since = receivedAt.minus(SUBJECT_MEMORY);
    return message.bySubject().stream()
        .map(known::get)
        .filter(id -> id != null)
        .map(conversations::last)
        .filter(id -> !conversations.facts(id).newestAt().isBefore(since))
        .findFirst();
  }

  private void learn(ThreadKey key, ConversationId conversation) {
    if (known.putIfAbsent(key, conversation) == null) {
      learned.put(key, conversation);
    }
  }

  /** A subject belongs to the latest conversation about it. */
  private void point(ThreadKey key, ConversationId conversation) {
    ConversationId before = known.put(key, conversation);
    if (before == null || learned.containsKey(key)) {
      learned.put(key, conversation);
    } else if (!conversations.last(before).equals(conversation)) {
      repointed.put(key, conversation);
    }
  }
}
