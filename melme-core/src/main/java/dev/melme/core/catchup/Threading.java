package dev.melme.core.catchup;

import dev.melme.api.ConversationId;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gives the messages of one batch their places and conversations. Used once, by one thread.
 *
 * <p>A message joins the conversation of the nearest relative that the mailbox knows, or that came
 * earlier in the batch; else it begins one. Keys that nobody knew go to that conversation, so that
 * relatives that arrive later find it.
 */
final class Threading {

  private final Map<ThreadKey, ConversationId> known;
  private final Map<ThreadKey, ConversationId> learned = new HashMap<>();
  private final Supplier<ConversationId> newConversation;

  Threading(Map<ThreadKey, ConversationId> known, Supplier<ConversationId> newConversation) {
    this.known = new HashMap<>(known);
    this.newConversation = newConversation;
  }

  CatchUpBatch place(long lastPosition, List<MessageThreads> messages) {
    List<Placement> placements = new ArrayList<>(messages.size());
    for (MessageThreads message : messages) {
      long position = lastPosition + placements.size() + 1;
      placements.add(new Placement(position, message.message().messageId(), join(message)));
    }
    return new CatchUpBatch(lastPosition, placements, learned);
  }

  private ConversationId join(MessageThreads message) {
    ConversationId conversation = conversationOf(message);
    for (ThreadKey key : message.nearestFirst()) {
      if (known.putIfAbsent(key, conversation) == null) {
        learned.put(key, conversation);
      }
    }
    return conversation;
  }

  private ConversationId conversationOf(MessageThreads message) {
    for (ThreadKey key : message.nearestFirst()) {
      ConversationId conversation = known.get(key);
      if (conversation != null) {
        return conversation;
      }
    }
    return newConversation.get();
  }
}
