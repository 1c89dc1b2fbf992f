package dev.melme.core.compose;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.ThreadKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer says about the messages before it (RFC 5322 §3.6.4).
 *
 * <p>An id is named only when this mailbox knows it as one of this conversation: a stranger could
 * name a message of another one, and everybody who gets the answer would read its id.
 *
 * @param inReplyTo the message that is answered, when it has an id that can be written
 * @param references the way down to it, the oldest first, at most {@value #MAX}
 */
record ThreadFields(Optional<String> inReplyTo, List<String> references) {

  /** With more, the first one and the last ones stay. */
  static final int MAX = 20;

  /** A longer id fits into no line (RFC 5322 §2.1.1). */
  private static final int MAX_ID = 900;

  /** Of a message that answers none. */
  static final ThreadFields NONE = new ThreadFields(Optional.empty(), List.of());

  ThreadFields {
    references = List.copyOf(references);
  }

  static ThreadFields answering(
      StoredMessage message, Optional<ConversationId> conversation, MessageRepository messages) {
    MessageIndex index = message.index();
    Optional<String> parent = index.messageIdField().filter(ThreadFields::isWritable);
    Set<String> named = new LinkedHashSet<>(index.references());
    if (named.isEmpty() && index.inReplyTo().size() == 1) {
      named.addAll(index.inReplyTo());
    }
    named.removeIf(id -> !isWritable(id));
    parent.ifPresent(named::remove);
    List<String> references = new ArrayList<>(known(message, conversation, named, messages));
    parent.ifPresent(references::add);
    while (references.size() > MAX) {
      references.remove(1);
    }
    return new ThreadFields(parent, references);
  }

  /** Those of the ids that belong to the conversation. */
  private static List<String> known(
      StoredMessage message,
      Optional<ConversationId> conversation,
      Set<String> named,
      MessageRepository messages) {
    if (named.isEmpty() || conversation.isEmpty()) {
      return List.of();
    }
    ThreadKey self = ThreadKey.ofConversation(conversation.get());
    Set<ThreadKey> keys = new HashSet<>();
    named.forEach(id -> keys.add(ThreadKey.ofMessageId(id)));
    keys.add(self);
    Map<ThreadKey, ConversationId> found = messages.threads(message.mailboxId(), keys);
    // A conversation that is full goes on in another one, under which all of its ids are found.
    ConversationId last = found.getOrDefault(self, conversation.get());
    Set<ConversationId> ours = new HashSet<>(List.of(last, conversation.get()));
    return named.stream()
        .filter(id -> ours.contains(found.get(ThreadKey.ofMessageId(id))))
        .toList();
  }

  /** Printable ASCII without the brackets that would end it: ids are echoed, not judged. */
  private static boolean isWritable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID
        && id.chars().allMatch(c -> c > ' ' && c <= '~' && c != '<' && c != '>');
  }
}
