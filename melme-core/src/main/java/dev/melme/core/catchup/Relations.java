package dev.melme.core.catchup;

import dev.melme.api.Correspondent;
import dev.melme.core.subject.SubjectLine;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.ThreadKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one pending message has in common with others.
 *
 * <p>References names the whole way down to the parent, the oldest first (RFC 5322 §3.6.4), so its
 * last id is the nearest relative; In-Reply-To is what old programs write instead. The message's
 * own id counts as well: an answer may have arrived before it and named it. The index bounds all of
 * them, 101 at most.
 *
 * <p>A sent copy says itself which conversation it goes on with: what it answers may have had no id
 * at all. A report is about the message that it returns, and belongs where that one is. Either is
 * nearer than anything else that is named.
 *
 * <p>A subject relates messages only together with a person: the same words from two strangers are
 * two matters. Our own addresses are no such person, for every message has them: a sent copy in
 * From, others in To.
 *
 * @param message the message
 * @param byId keys of the conversation and of the ids that it names, and of its own id, the nearest
 *     relative first
 * @param bySubject keys of its subject with each of its participants, its writer first
 * @param mayJoinBySubject whether its subject may relate it to an older message: it names no other
 *     message, and its subject says that it is an answer
 */
record Relations(
    PendingMessage message,
    Set<ThreadKey> byId,
    Set<ThreadKey> bySubject,
    boolean mayJoinBySubject) {

  private static final int MAX_PARTICIPANTS = 10;

  static Relations of(PendingMessage message) {
    return of(message, List.of());
  }

  /**
   * What a message has in common with others.
   *
   * @param message the message
   * @param about ids of messages that it is a report about
   */
  static Relations of(PendingMessage message, List<String> about) {
    Set<ThreadKey> byId = new LinkedHashSet<>();
    message.conversation().ifPresent(id -> byId.add(ThreadKey.ofConversation(id)));
    about.forEach(id -> byId.add(ThreadKey.ofMessageId(id)));
    List<String> references = message.references();
    for (int i = references.size() - 1; i >= 0; i--) {
      byId.add(ThreadKey.ofMessageId(references.get(i)));
    }
    message.inReplyTo().forEach(id -> byId.add(ThreadKey.ofMessageId(id)));
    boolean namesNobody = byId.isEmpty();
    message.messageIdField().ifPresent(id -> byId.add(ThreadKey.ofMessageId(id)));
    SubjectLine subject = SubjectLine.of(message.subject());
    return new Relations(
        message, byId, bySubject(subject.base(), message), namesNobody && subject.prefixed());
  }

  private static Set<ThreadKey> bySubject(String base, PendingMessage message) {
    if (base.isEmpty()) {
      return Set.of();
    }
    Set<ThreadKey> keys = new LinkedHashSet<>();
    Set<String> ours = ours(message);
    for (List<Correspondent> field : List.of(message.from(), message.to(), message.cc())) {
      for (Correspondent participant : field) {
        String address = participant.address().toLowerCase(Locale.ROOT);
        if (keys.size() < MAX_PARTICIPANTS && !address.isEmpty() && !ours.contains(address)) {
          keys.add(ThreadKey.ofSubject(base, address));
        }
      }
    }
    return keys;
  }

  private static Set<String> ours(PendingMessage message) {
    Set<String> ours = new HashSet<>();
    message
        .aliases()
        .forEach(
            alias -> {
              ours.add(alias.recipient().toString().toLowerCase(Locale.ROOT));
              ours.add(alias.alias().toString().toLowerCase(Locale.ROOT));
            });
    return ours;
  }

  List<ThreadKey> keys() {
    List<ThreadKey> keys = new ArrayList<>(byId);
    keys.addAll(bySubject);
    return keys;
  }
}
