package dev.melme.core.catchup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages RFC 5256 puts under one root: THREAD=REFERENCES, whose last step unites roots of
 * one base subject, or THREAD=REFS, which leaves that step out.
 */
enum Rfc5256Rule implements ThreadingRule {
  REFERENCES,
  REFS;

  @Override
  public List<Integer> conversations(List<ThreadedMail> arrived) {
    UnitedMails conversations = new UnitedMails();
    arrived.forEach(mail -> conversations.begin());
    Map<String, Integer> ids = new HashMap<>();
    for (int i = 0; i < arrived.size(); i++) {
      int self = i;
      // Step 1: of messages with one id, all but the first count as having none.
      arrived.get(i).id().ifPresent(id -> ids.putIfAbsent(id, self));
    }
    for (int i = 0; i < arrived.size(); i++) {
      for (String ancestor : arrived.get(i).ancestors()) {
        conversations.unite(ids.computeIfAbsent(ancestor, unseen -> conversations.begin()), i);
      }
    }
    if (this == REFERENCES) {
      uniteSubjects(conversations, arrived);
    }
    return conversations.ofFirst(arrived.size());
  }

  /**
   * Step 5. The subject of a thread is that of its root, which is the one with fewest ancestors.
   */
  private static void uniteSubjects(UnitedMails conversations, List<ThreadedMail> arrived) {
    Map<Integer, ThreadedMail> roots = new HashMap<>();
    for (int i = 0; i < arrived.size(); i++) {
      roots.merge(conversations.of(i), arrived.get(i), Rfc5256Rule::nearerToRoot);
    }
    Map<String, Integer> bySubject = new HashMap<>();
    roots.forEach(
        (conversation, root) ->
            Optional.of(root.subject().base())
                .filter(base -> !base.isEmpty())
                .map(base -> bySubject.putIfAbsent(base, conversation))
                .ifPresent(other -> conversations.unite(other, conversation)));
  }

  private static ThreadedMail nearerToRoot(ThreadedMail one, ThreadedMail other) {
    return other.ancestors().size() < one.ancestors().size() ? other : one;
  }
}
