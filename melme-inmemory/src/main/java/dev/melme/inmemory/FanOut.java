package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One delivery on its way into all of its mailboxes, or none.
 *
 * <p>The shelves of all targets are locked in the order of their ids, which is why two deliveries
 * never wait for each other in a circle. Everything that can go wrong is checked before the first
 * insertion; a reader needs the lock of its mailbox and so never sees half of a delivery.
 */
final class FanOut {

  private final Delivery delivery;
  private final byte[] content;

  FanOut(Delivery delivery, byte[] content) {
    this.delivery = delivery;
    this.content = content;
  }

  AppendOutcome run(Map<MailboxId, MailboxShelf> shelves) {
    List<Delivery.Target> targets = delivery.targets();
    MailboxShelf[] targeted = new MailboxShelf[targets.size()];
    Set<MailboxId> gone = new HashSet<>();
    for (int i = 0; i < targeted.length; i++) {
      MailboxShelf shelf = shelves.get(targets.get(i).mailboxId());
      if (shelf == null) {
        gone.add(targets.get(i).mailboxId());
      } else {
        targeted[i] = shelf;
      }
    }
    return gone.isEmpty() ? locked(targeted) : new AppendOutcome.MailboxesGone(gone);
  }

  private AppendOutcome locked(MailboxShelf[] targeted) {
    MailboxShelf[] inOrder = targeted.clone();
    Arrays.sort(inOrder, Comparator.comparing(MailboxShelf::id));
    int held = 0;
    try {
      for (MailboxShelf shelf : inOrder) {
        shelf.lock();
        held++;
      }
      return insert(targeted);
    } finally {
      while (held > 0) {
        inOrder[--held].unlock();
      }
    }
  }

  private AppendOutcome insert(MailboxShelf[] targeted) {
    List<ShelvedMessages> open = new ArrayList<>(targeted.length);
    Set<MailboxId> gone = new HashSet<>();
    for (MailboxShelf shelf : targeted) {
      ShelvedMessages messages = shelf.held();
      if (messages == null) {
        gone.add(shelf.id());
      } else {
        open.add(messages);
      }
    }
    if (!gone.isEmpty()) {
      return new AppendOutcome.MailboxesGone(gone);
    }
    List<Delivery.Target> targets = delivery.targets();
    for (int i = 0; i < targeted.length; i++) {
      requireNewId(open.get(i), targets.get(i));
    }
    List<AppendOutcome.Result> results = new ArrayList<>(targeted.length);
    for (int i = 0; i < targeted.length; i++) {
      results.add(insert(open.get(i), targets.get(i)));
    }
    return new AppendOutcome.Appended(results);
  }

  private static void requireNewId(ShelvedMessages messages, Delivery.Target target) {
    if (messages.has(target.messageId()) && messages.stored(target.key()) == null) {
      throw new StoreException(
          Fault.BROKEN,
          "Message id " + target.messageId() + " exists. Give each delivery an id of its own",
          null);
    }
  }

  private AppendOutcome.Result insert(ShelvedMessages messages, Delivery.Target target) {
    MessageId earlier = messages.stored(target.key());
    if (earlier != null) {
      messages.addAliases(earlier, target.aliases());
      return new AppendOutcome.Result(earlier, true);
    }
    StoredMessage message =
        new StoredMessage(
            target.mailboxId(),
            target.messageId(),
            delivery.reception(),
            Delivery.mergedAliases(List.of(), target.aliases()),
            content.length,
            delivery.index());
    messages.insert(new Shelved(message, content, target.key()));
    return new AppendOutcome.Result(target.messageId(), false);
  }
}
