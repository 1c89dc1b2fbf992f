package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.RecordedChanges;
import dev.melme.spi.ThreadKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores that break the rules of what catch-up does to conversations. */
final class MergeMutants {

  private MergeMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "lists mailboxes with pending messages only",
            "mailboxes in which changes or messages wait, each once",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public List<MailboxId> pendingMailboxes(
                          Optional<MailboxId> after, int limit) {
                        return real.pendingMailboxes(after, 100).stream()
                            .filter(id -> !real.pending(id, 1).messages().isEmpty())
                            .limit(limit)
                            .toList();
                      }
                    }),
            StoreRule.MSG_51,
            StoreRule.OUT_20),
        Mutant.of(
            "merges the conversations of all mailboxes",
            "entries of another mailbox in which a conversation has the same id",
            MessageMutants.broken(MergesEverywhere::new),
            StoreRule.MSG_52,
            StoreRule.MSG_21,
            StoreRule.MSG_54),
        Mutant.of(
            "records no change when conversations are merged",
            "changes of a batch that places and merges",
            MergeMutants::recordsNoMerge,
            StoreRule.MSG_52),
        Mutant.of(
            "leaves the messages of a merged conversation where they are",
            "entries after their conversation was merged",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        return real.apply(
                            mailboxId, MergeMutants.with(batch, Map.of(), batch.merged()));
                      }
                    }),
            StoreRule.MSG_52,
            StoreRule.MSG_53,
            StoreRule.MSG_54,
            StoreRule.OUT_03),
        Mutant.of(
            "knows what a conversation was merged into, and no further",
            "merged one after the other, by each old id",
            MergeMutants::forgetsTheFirstMerge,
            StoreRule.MSG_53),
        Mutant.of(
            "answers conversations that are closed",
            "the conversation of a key whose conversation is closed",
            MessageMutants.broken(AnswersClosed::new),
            StoreRule.MSG_54),
        Mutant.of(
            "moves the messages of a conversation that goes on in another one",
            "entries after two of their conversations were closed",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        Map<ConversationId, ConversationId> all = new HashMap<>(batch.merged());
                        if (all.isEmpty()) {
                          all.putAll(batch.continued());
                        }
                        return real.apply(
                            mailboxId,
                            MergeMutants.with(batch, all, batch.continued())
                                .withScans(batch.scans()));
                      }
                    }),
            StoreRule.MSG_54,
            StoreRule.MSG_53),
        Mutant.of(
            "repoints only thread keys that it knows",
            "conversations of a key that was repointed",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        Map<ThreadKey, ConversationId> known = new HashMap<>(batch.repointed());
                        known.keySet().retainAll(real.threads(mailboxId, known.keySet()).keySet());
                        return real.apply(
                            mailboxId,
                            new CatchUpBatch(
                                    batch.expectedPosition(),
                                    batch.placements(),
                                    batch.threads(),
                                    known,
                                    batch.merged(),
                                    batch.continued())
                                .withScans(batch.scans()));
                      }
                    }),
            StoreRule.MSG_55),
        Mutant.of(
            "takes repointed thread keys for new ones",
            "conversations of a key that was repointed",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        Map<ThreadKey, ConversationId> all = new HashMap<>(batch.threads());
                        all.putAll(batch.repointed());
                        return real.apply(
                            mailboxId,
                            new CatchUpBatch(
                                    batch.expectedPosition(),
                                    batch.placements(),
                                    all,
                                    Map.of(),
                                    batch.merged(),
                                    batch.continued())
                                .withScans(batch.scans()));
                      }
                    }),
            StoreRule.MSG_55));
  }

  private static CatchUpBatch with(
      CatchUpBatch batch,
      Map<ConversationId, ConversationId> merged,
      Map<ConversationId, ConversationId> continued) {
    return new CatchUpBatch(
            batch.expectedPosition(),
            batch.placements(),
            batch.threads(),
            batch.repointed(),
            merged,
            continued)
        .withScans(batch.scans());
  }

  private static final class MergesEverywhere extends ForwardingMessages {

    MergesEverywhere(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      boolean applied = real.apply(mailboxId, batch);
      if (applied && !batch.merged().isEmpty()) {
        for (MailboxId other : new ForwardingEntries(store).others(mailboxId)) {
          long last = real.pending(other, 1).lastPosition();
          CatchUpBatch one = new CatchUpBatch(last, List.of(), Map.of());
          real.apply(other, MergeMutants.with(one, batch.merged(), Map.of()));
        }
      }
      return applied;
    }
  }

  private static MelMeStore recordsNoMerge(InMemoryStore store) {
    Map<MailboxId, Set<Long>> unrecorded = new ConcurrentHashMap<>();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
            boolean applied = real.apply(mailboxId, batch);
            if (applied && !batch.merged().isEmpty()) {
              unrecorded
                  .computeIfAbsent(mailboxId, id -> ConcurrentHashMap.newKeySet())
                  .add(batch.lastPosition() + 1);
            }
            return applied;
          }
        };
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
            Set<Long> hidden = unrecorded.getOrDefault(mailboxId, Set.of());
            RecordedChanges recorded = real.changes(mailboxId, after, limit);
            return with(
                recorded,
                recorded.changes().stream()
                    .filter(change -> !hidden.contains(change.position()))
                    .toList());
          }
        };
    return ForwardingStore.with(store, messages, entries);
  }

  private static MelMeStore forgetsTheFirstMerge(InMemoryStore store) {
    Map<ConversationId, ConversationId> merged = new ConcurrentHashMap<>();
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
            merged.putAll(batch.merged());
            return real.apply(mailboxId, batch);
          }
        };
    ForwardingEntries entries =
        new ForwardingEntries(store) {
          @Override
          public List<MessageEntry> conversation(
              MailboxId mailboxId, ConversationId conversationId) {
            List<MessageEntry> messages = real.conversation(mailboxId, conversationId);
            ConversationId into = merged.getOrDefault(conversationId, conversationId);
            return merged.containsKey(into) ? List.of() : messages;
          }
        };
    return ForwardingStore.with(store, messages, entries);
  }

  private static final class AnswersClosed extends ForwardingMessages {

    private final Map<ThreadKey, ConversationId> known = new ConcurrentHashMap<>();
    private final Set<ConversationId> closed = ConcurrentHashMap.newKeySet();

    AnswersClosed(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      boolean applied = real.apply(mailboxId, batch);
      if (applied) {
        batch.threads().forEach(known::putIfAbsent);
        closed.addAll(batch.continued().keySet());
      }
      return applied;
    }

    @Override
    public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
      Map<ThreadKey, ConversationId> threads = new HashMap<>(real.threads(mailboxId, keys));
      threads.replaceAll(
          (key, id) -> {
            ConversationId own = known.getOrDefault(key, id);
            return closed.contains(own) ? own : id;
          });
      return threads;
    }
  }
}
