package dev.melme.core.changes;

import dev.melme.api.MailboxId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who listens to which mailbox on this node. Safe for use by many threads. */
public final class ChangeBroadcast {

  private final Map<MailboxId, List<Subscription>> listening = new ConcurrentHashMap<>();

  /** Creates a broadcast without listeners. */
  public ChangeBroadcast() {}

  void add(Subscription subscription) {
    listening.compute(
        subscription.mailboxId(),
        (id, present) -> {
          List<Subscription> all = present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(subscription);
          return all;
        });
  }

  void remove(Subscription subscription) {
    listening.computeIfPresent(
        subscription.mailboxId(),
        (id, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }

  /**
   * Something may have happened in a mailbox: those who listen to it look.
   *
   * @param mailboxId the mailbox
   */
  public void poke(MailboxId mailboxId) {
    List<Subscription> all = listening.get(mailboxId);
    if (all != null) {
      all.forEach(Subscription::poke);
    }
  }

  /** Something may have happened anywhere, on another node: all who listen look. */
  public void pokeAll() {
    listening.values().forEach(all -> all.forEach(Subscription::poke));
  }
}
