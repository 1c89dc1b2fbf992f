package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Marking;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.RecordedChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores that break the rules of changes. */
final class ChangeMutants {

  private ChangeMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
                "names messages that were left out of a batch",
                "changes of two batches that placed messages",
                ChangeMutants::namesAllOfABatch,
                StoreRule.ENT_24)
            .andByChance(StoreRule.ENT_29),
        Mutant.of(
            "forgets who marked",
            "operators of marks",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
                        return each(
                            real.changes(mailboxId, after, limit),
                            change -> with(change, change.messageIds(), Optional.empty()));
                      }
                    }),
            StoreRule.ENT_25,
            StoreRule.ENT_14,
            StoreRule.ENT_29,
            StoreRule.OUT_22,
            StoreRule.OUT_23),
        Mutant.of(
            "names pending messages among those that were erased",
            "messages of an erasure of two placed, a pending and a foreign one",
            ChangeMutants::namesPending,
            StoreRule.ENT_26),
        Mutant.of(
            "gives a mark its position at once",
            "apply() on the last position, while changes wait",
            ChangeMutants::givesPositionsAtOnce,
            StoreRule.ENT_27,
            StoreRule.ENT_30,
            StoreRule.MSG_52,
            StoreRule.ENT_34),
        Mutant.of(
            "is behind only while messages are pending",
            "changes while others wait",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
                        RecordedChanges real = this.real.changes(mailboxId, after, limit);
                        boolean pending =
                            !store.messages().pending(mailboxId, 1).messages().isEmpty();
                        return new RecordedChanges(
                            real.changes(), real.lastPosition(), real.forgottenTo(), pending);
                      }
                    }),
            StoreRule.ENT_27,
            StoreRule.ENT_30),
        Mutant.of(
            "gives all changes that follow",
            "positions of pages of 3 changes",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
                        return real.changes(mailboxId, after, 1000);
                      }
                    }),
            StoreRule.ENT_28),
        Mutant.of(
            "takes the last change of a page for the last position",
            "the last position, told with each page",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
                        RecordedChanges real = this.real.changes(mailboxId, after, limit);
                        List<Change> changes = real.changes();
                        return changes.size() < limit
                            ? real
                            : new RecordedChanges(
                                changes,
                                changes.get(limit - 1).position(),
                                real.forgottenTo(),
                                real.behind());
                      }
                    }),
            StoreRule.ENT_28),
        Mutant.of(
            "lets a change become visible after the next one",
            "seen by following the changes, each once",
            EntryMutants.broken(HidesAChange::new),
            StoreRule.ENT_29),
        Mutant.of(
            "forgets changes that were made at the very time",
            "changes forgotten: two of five",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int pruneChanges(Instant before, int limit) {
                        return real.pruneChanges(before.plusMillis(1), limit);
                      }
                    }),
            StoreRule.ENT_30,
            StoreRule.ENT_31),
        Mutant.of(
            "tells no reader that changes were forgotten",
            "what is left, and up to where changes were forgotten",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
                        RecordedChanges real = this.real.changes(mailboxId, after, limit);
                        return new RecordedChanges(
                            real.changes(), real.lastPosition(), 0, real.behind());
                      }
                    }),
            StoreRule.ENT_30,
            StoreRule.ENT_31),
        Mutant.of(
            "forgets as many changes as it may in each mailbox",
            "changes forgotten per call",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public int pruneChanges(Instant before, int limit) {
                        return real.pruneChanges(before, limit * 3);
                      }
                    }),
            StoreRule.ENT_31));
  }

  private static MelMeStore namesAllOfABatch(InMemoryStore store) {
    Map<MailboxId, Map<Long, List<MessageId>>> batches = new ConcurrentHashMap<>();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
            boolean applied = real.apply(mailboxId, batch);
            if (applied) {
              batches
                  .computeIfAbsent(mailboxId, id -> new ConcurrentHashMap<>())
                  .put(
                      batch.lastPosition(),
                      batch.placements().stream().map(Placement::messageId).toList());
            }
            return applied;
          }
        };
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
            Map<Long, List<MessageId>> known = batches.getOrDefault(mailboxId, Map.of());
            return each(
                real.changes(mailboxId, after, limit),
                change ->
                    change.kind() == Change.Kind.ADDED
                        ? with(
                            change,
                            known.getOrDefault(change.position(), change.messageIds()),
                            change.operator())
                        : change);
          }
        };
    return ForwardingStore.with(store, messages, entries);
  }

  private static MelMeStore namesPending(InMemoryStore store) {
    Map<MessageId, Set<MessageId>> erasedTogether = new ConcurrentHashMap<>();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
            Set<MessageId> pending = new HashSet<>(messageIds);
            pending.retainAll(
                real.pending(mailboxId, 500).messages().stream()
                    .map(PendingMessage::messageId)
                    .toList());
            messageIds.forEach(id -> erasedTogether.putIfAbsent(id, pending));
            return real.erase(mailboxId, messageIds);
          }
        };
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
            return each(
                real.changes(mailboxId, after, limit),
                change -> {
                  if (change.kind() != Change.Kind.REMOVED) {
                    return change;
                  }
                  List<MessageId> ids = new ArrayList<>(change.messageIds());
                  ids.addAll(erasedTogether.getOrDefault(ids.get(0), Set.of()));
                  return with(change, ids, change.operator());
                });
          }
        };
    return ForwardingStore.with(store, messages, entries);
  }

  private static MelMeStore givesPositionsAtOnce(InMemoryStore store) {
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public int mark(
              MailboxId mailboxId,
              Collection<MessageId> messageIds,
              Marking marking,
              Instant at,
              Optional<String> operator) {
            int marked = real.mark(mailboxId, messageIds, marking, at, operator);
            if (marked > 0) {
              long last = store.messages().pending(mailboxId, 1).lastPosition();
              store.messages().apply(mailboxId, Specimens.batch(last, List.of()));
            }
            return marked;
          }
        };
    return ForwardingStore.with(store, entries);
  }

  /** Leaves the first of several changes out once, as if its transaction committed later. */
  private static final class HidesAChange extends ForwardingEntries {

    private final AtomicBoolean hidden = new AtomicBoolean();

    HidesAChange(InMemoryStore store) {
      super(store);
    }

    @Override
    public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
      RecordedChanges recorded = real.changes(mailboxId, after, limit);
      List<Change> changes = recorded.changes();
      boolean racing = Thread.currentThread().getName().startsWith("contract-");
      return racing && changes.size() > 1 && !hidden.getAndSet(true)
          ? with(recorded, changes.subList(1, changes.size()))
          : recorded;
    }
  }
}
