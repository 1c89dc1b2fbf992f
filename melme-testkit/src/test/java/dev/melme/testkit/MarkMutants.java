package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.PendingMessage;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** Stores that break the rules of marking. */
final class MarkMutants {

  private MarkMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "leaves the flag when it marks as read or unread",
            "have another state after",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        return real.mark(
                            mailboxId,
                            messageIds,
                            marking.seen().isEmpty() ? marking : withoutFlag(marking),
                            at,
                            operator);
                      }
                    }),
            StoreRule.ENT_11),
        Mutant.of(
            "restores to the inbox",
            "have another state after",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        boolean restores =
                            marking.move().filter(Marking.Move.OUT_OF_TRASH::equals).isPresent();
                        return real.mark(
                            mailboxId,
                            messageIds,
                            restores ? marking.andMove(Marking.Move.TO_INBOX) : marking,
                            at,
                            operator);
                      }
                    }),
            StoreRule.ENT_11,
            StoreRule.ENT_35),
        Mutant.of(
            "counts all messages that it marks",
            "the second time",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        real.mark(mailboxId, messageIds, marking, at, operator);
                        return real.find(mailboxId, messageIds).size();
                      }
                    }),
            StoreRule.ENT_12,
            StoreRule.ENT_11,
            StoreRule.ENT_17),
        Mutant.of(
            "records a change when nothing changes",
            "changes of markings of which each was done twice",
            EntryMutants.broken(RecordsNothing::new),
            StoreRule.ENT_12,
            StoreRule.ENT_17,
            StoreRule.ENT_25,
            StoreRule.MSG_51),
        Mutant.of(
            "marks nothing when one message is missing",
            "messages marked of five, one of which has an entry",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        int there = real.find(mailboxId, messageIds).size();
                        return there == messageIds.size()
                            ? real.mark(mailboxId, messageIds, marking, at, operator)
                            : 0;
                      }
                    }),
            StoreRule.ENT_13,
            StoreRule.ENT_16),
        Mutant.of(
            "marks messages by their id alone",
            "messages marked of those that are unknown, foreign, pending or erased",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        int marked = real.mark(mailboxId, messageIds, marking, at, operator);
                        for (MailboxId other : others(mailboxId)) {
                          marked += real.mark(other, messageIds, marking, at, operator);
                        }
                        return marked;
                      }
                    }),
            StoreRule.ENT_13,
            StoreRule.MSG_21),
        Mutant.of(
            "marks pending messages once they have their places",
            "the state of a message that was marked before it had its place",
            MarkMutants::marksPending,
            StoreRule.ENT_13),
        Mutant.of(
            "compares labels without their marks",
            "among its look-alikes",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        return real.mark(
                            mailboxId,
                            messageIds,
                            new Marking(
                                marking.seen(),
                                marking.flagged(),
                                marking.move(),
                                marking.addLabels().stream().map(MarkMutants::plain).toList(),
                                marking.removeLabels()),
                            at,
                            operator);
                      }
                    }),
            StoreRule.ENT_14),
        Mutant.of(
            "cuts the names of operators",
            "a state with time, operator and label",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        return real.mark(
                            mailboxId,
                            messageIds,
                            marking,
                            at,
                            operator.map(name -> name.substring(0, Math.min(64, name.length()))));
                      }
                    }),
            StoreRule.ENT_14),
        Mutant.of(
            "keeps the seconds of a mark",
            "a state with time, operator and label",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
                        return real.mark(mailboxId, messageIds, marking, second, operator);
                      }
                    }),
            StoreRule.ENT_14,
            StoreRule.ENT_25),
        Mutant.of(
            "does not count what is in the trash",
            "usage after",
            MarkMutants::countsWithoutTrash,
            StoreRule.ENT_15),
        Mutant.of(
            "records a change for each hundred messages",
            "changes of 50 messages that were marked and then erased together",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int mark(
                          MailboxId mailboxId,
                          Collection<MessageId> messageIds,
                          Marking marking,
                          Instant at,
                          Optional<String> operator) {
                        List<MessageId> all = List.copyOf(messageIds);
                        int marked = 0;
                        for (int i = 0; i < all.size(); i += 100) {
                          List<MessageId> some = all.subList(i, Math.min(all.size(), i + 100));
                          marked += real.mark(mailboxId, some, marking, at, operator);
                        }
                        return marked;
                      }
                    }),
            StoreRule.ENT_16),
        Mutant.of(
            "erases a hundred messages at a time",
            "changes of 50 messages that were marked and then erased together",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
                        int erased = 0;
                        for (int i = 0; i < messageIds.size(); i += 100) {
                          int end = Math.min(messageIds.size(), i + 100);
                          erased += real.erase(mailboxId, messageIds.subList(i, end));
                        }
                        return erased;
                      }
                    }),
            StoreRule.ENT_16),
        Mutant.of(
            "reads the labels before it locks",
            "labels of a message after each of 16 threads put its own on",
            EntryMutants.broken(LosesLabels::new),
            StoreRule.ENT_17),
        Mutant.of(
            "holds the mailbox while it reads the content",
            "Placing, marking and erasing wait for a delivery",
            MarkMutants::waitsForDeliveries,
            StoreRule.ENT_18));
  }

  private static Marking withoutFlag(Marking marking) {
    return new Marking(
        marking.seen(),
        Optional.empty(),
        marking.move(),
        marking.addLabels(),
        marking.removeLabels());
  }

  private static Label plain(Label label) {
    return Label.of(
        Normalizer.normalize(label.value(), Normalizer.Form.NFD).replaceAll("\\p{Mn}", ""));
  }

  /** Puts the flag on and takes it off, or the other way round, where it has nothing to do. */
  private static final class RecordsNothing extends ForwardingEntries {

    RecordsNothing(InMemoryStore store) {
      super(store);
    }

    @Override
    public int mark(
        MailboxId mailboxId,
        Collection<MessageId> messageIds,
        Marking marking,
        Instant at,
        Optional<String> operator) {
      int marked = real.mark(mailboxId, messageIds, marking, at, operator);
      if (marked == 0) {
        for (MessageEntry entry : real.find(mailboxId, messageIds)) {
          boolean flagged = entry.state().flagged();
          List<MessageId> one = List.of(entry.id());
          real.mark(mailboxId, one, Marking.flag().andFlagged(!flagged), at, operator);
          real.mark(mailboxId, one, Marking.flag().andFlagged(flagged), at, operator);
        }
      }
      return marked;
    }
  }

  private static MelMeStore marksPending(InMemoryStore store) {
    Map<MailboxId, Set<MessageId>> later = new ConcurrentHashMap<>();
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public int mark(
              MailboxId mailboxId,
              Collection<MessageId> messageIds,
              Marking marking,
              Instant at,
              Optional<String> operator) {
            Set<MessageId> pending = new HashSet<>(messageIds);
            pending.retainAll(
                store.messages().pending(mailboxId, 500).messages().stream()
                    .map(PendingMessage::messageId)
                    .toList());
            later.computeIfAbsent(mailboxId, id -> ConcurrentHashMap.newKeySet()).addAll(pending);
            return real.mark(mailboxId, messageIds, marking, at, operator);
          }
        };
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
            boolean applied = real.apply(mailboxId, batch);
            Set<MessageId> marked = later.getOrDefault(mailboxId, Set.of());
            if (applied && !marked.isEmpty()) {
              store
                  .entries()
                  .mark(mailboxId, marked, Marking.flag(), store.now(), Optional.empty());
            }
            return applied;
          }
        };
    return ForwardingStore.with(store, messages, entries);
  }

  private static MelMeStore countsWithoutTrash(InMemoryStore store) {
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public MailboxUsage usage(MailboxId id) {
            MailboxUsage usage = real.usage(id);
            EntryFilter trash = EntryFilter.in(Folder.TRASH);
            int away =
                store.entries().list(id, trash, Optional.empty(), 1000, 1000).entries().size();
            return away == 0 ? usage : new MailboxUsage(usage.messages() - away, usage.bytes());
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), store.messages());
  }

  /** Writes back, once, what the labels were before another thread put its own on. */
  private static final class LosesLabels extends ForwardingEntries {

    private final AtomicBoolean lost = new AtomicBoolean();

    LosesLabels(InMemoryStore store) {
      super(store);
    }

    @Override
    public int mark(
        MailboxId mailboxId,
        Collection<MessageId> messageIds,
        Marking marking,
        Instant at,
        Optional<String> operator) {
      if (marking.addLabels().isEmpty() || messageIds.size() != 6) {
        return real.mark(mailboxId, messageIds, marking, at, operator);
      }
      Map<MessageId, List<Label>> before = new HashMap<>();
      real.find(mailboxId, messageIds)
          .forEach(entry -> before.put(entry.id(), entry.state().labels()));
      gate.meet();
      int marked = real.mark(mailboxId, messageIds, marking, at, operator);
      for (MessageEntry entry : real.find(mailboxId, messageIds)) {
        List<Label> others = new ArrayList<>(entry.state().labels());
        others.removeAll(before.getOrDefault(entry.id(), List.of()));
        others.removeAll(marking.addLabels());
        if (!others.isEmpty() && !lost.getAndSet(true)) {
          Marking stale = Marking.unlabel(others.toArray(Label[]::new));
          real.mark(mailboxId, messageIds, stale, at, operator);
        }
      }
      return marked;
    }
  }

  private static MelMeStore waitsForDeliveries(InMemoryStore store) {
    ReentrantLock lock = new ReentrantLock();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public AppendOutcome append(Delivery delivery) {
            if (delivery.content().inMemory().isPresent()) {
              return real.append(delivery);
            }
            lock.lock();
            try {
              return real.append(delivery);
            } finally {
              lock.unlock();
            }
          }
        };
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public int mark(
              MailboxId mailboxId,
              Collection<MessageId> messageIds,
              Marking marking,
              Instant at,
              Optional<String> operator) {
            lock.lock();
            try {
              return real.mark(mailboxId, messageIds, marking, at, operator);
            } finally {
              lock.unlock();
            }
          }
        };
    return ForwardingStore.with(store, messages, entries);
  }
}
