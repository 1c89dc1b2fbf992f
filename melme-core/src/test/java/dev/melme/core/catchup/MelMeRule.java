package dev.melme.core.catchup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MelMe's rule in its simplest form: a message unites all conversations that it names; one that
 * names none and is an answer by its subject joins the latest one of that subject, if they share a
 * participant other than ourselves and no more than 30 days are between them.
 */
final class MelMeRule implements ThreadingRule {

  private static final Duration WINDOW = Duration.ofDays(30);

  private final Set<String> ourselves;

  MelMeRule(Set<String> ourselves) {
    this.ourselves = ourselves;
  }

  @Override
  public List<Integer> conversations(List<ThreadedMail> arrived) {
    UnitedMails conversations = new UnitedMails();
    arrived.forEach(mail -> conversations.begin());
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < arrived.size(); i++) {
      ThreadedMail mail = arrived.get(i);
      Set<String> keys = new HashSet<>(mail.index().references());
      keys.addAll(mail.index().inReplyTo());
      mail.id().ifPresent(keys::add);
      for (String key : keys) {
        Integer relative = known.putIfAbsent(key, i);
        conversations.unite(relative == null ? i : relative, i);
      }
      if (!mail.refersToOthers() && mail.subject().prefixed()) {
        joinBySubject(conversations, arrived, i);
      }
    }
    return conversations.ofFirst(arrived.size());
  }

  private void joinBySubject(UnitedMails conversations, List<ThreadedMail> arrived, int answer) {
    for (int i = answer - 1; i >= 0; i--) {
      if (sameMatter(arrived.get(i), arrived.get(answer))) {
        conversations.unite(i, answer);
        return;
      }
    }
  }

  boolean sameMatter(ThreadedMail earlier, ThreadedMail answer) {
    return !answer.subject().base().isEmpty()
        && answer.subject().base().equals(earlier.subject().base())
        && shareParticipant(earlier, answer)
        && isNear(earlier, answer);
  }

  private boolean shareParticipant(ThreadedMail one, ThreadedMail other) {
    List<String> shared = new ArrayList<>(one.participants());
    shared.retainAll(other.participants());
    shared.removeAll(ourselves);
    return !shared.isEmpty();
  }

  private static boolean isNear(ThreadedMail one, ThreadedMail other) {
    if (one.date().isEmpty() || other.date().isEmpty()) {
      return true;
    }
    return Duration.between(one.date().get(), other.date().get()).abs().compareTo(WINDOW) <= 0;
  }
}
