package dev.melme.core.catchup;

import dev.melme.spi.PendingMessage;
import dev.melme.spi.ThreadKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The thread keys of one pending message, the one that tells most about its conversation first.
 *
 * <p>References names the whole way down to the parent, the oldest first (RFC 5322 §3.6.4), so its
 * last id is the nearest relative; In-Reply-To is what old programs write instead. The message's
 * own id counts as well: an answer may have arrived before it and named it. The index bounds all of
 * them, 101 at most.
 */
record MessageThreads(PendingMessage message, Set<ThreadKey> nearestFirst) {

  static MessageThreads of(PendingMessage message) {
    Set<ThreadKey> keys = new LinkedHashSet<>();
    List<String> references = message.references();
    for (int i = references.size() - 1; i >= 0; i--) {
      keys.add(ThreadKey.ofMessageId(references.get(i)));
    }
    message.inReplyTo().forEach(id -> keys.add(ThreadKey.ofMessageId(id)));
    message.messageIdField().ifPresent(id -> keys.add(ThreadKey.ofMessageId(id)));
    return new MessageThreads(message, keys);
  }
}
