package dev.melme.testkit;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Stores that break the rules of catch-up. */
final class CatchUpMutants {

  private CatchUpMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "forgets what a message references",
            "pending messages after an append",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Pending pending(MailboxId mailboxId, int limit) {
                        return changed(
                            real.pending(mailboxId, limit),
                            messages -> messages.map(CatchUpMutants::withoutReferences).toList());
                      }
                    }),
            StoreRule.MSG_33),
        Mutant.of(
            "forgets that a message is a report",
            "pending messages after an append",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Pending pending(MailboxId mailboxId, int limit) {
                        return changed(
                            real.pending(mailboxId, limit),
                            messages -> messages.map(CatchUpMutants::asNoReport).toList());
                      }
                    }),
            StoreRule.MSG_33),
        Mutant.of(
            "gives the newest pending messages first",
            "pending messages that were appended in another order than that of their ids",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Pending pending(MailboxId mailboxId, int limit) {
                        return changed(
                            real.pending(mailboxId, 500),
                            messages ->
                                messages
                                    .sorted(
                                        Comparator.comparing(PendingMessage::messageId).reversed())
                                    .limit(limit)
                                    .toList());
                      }
                    }),
            StoreRule.MSG_34,
            StoreRule.OUT_02,
            StoreRule.OUT_03),
        Mutant.of(
            "gives all pending messages",
            "pending messages, at most 1",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Pending pending(MailboxId mailboxId, int limit) {
                        return real.pending(mailboxId, 500);
                      }
                    }),
            StoreRule.MSG_34),
        Mutant.of(
            "gives positions without gaps",
            "last position",
            MessageMutants.broken(RenumbersPlaces::new),
            StoreRule.MSG_35,
            StoreRule.MSG_36,
            StoreRule.MSG_37,
            StoreRule.MSG_38,
            StoreRule.MSG_40,
            StoreRule.ENT_01,
            StoreRule.ENT_24,
            StoreRule.ENT_27,
            StoreRule.ENT_28,
            StoreRule.MSG_52),
        Mutant.of(
            "keeps placed messages pending",
            "pending after 2 of 3 messages were placed",
            MessageMutants.broken(KeepsPending::new),
            StoreRule.MSG_35,
            StoreRule.MSG_36,
            StoreRule.MSG_37,
            StoreRule.MSG_39,
            StoreRule.MSG_40,
            StoreRule.MSG_47,
            StoreRule.MSG_50,
            StoreRule.ENT_13,
            StoreRule.OUT_02),
        Mutant.of(
                "applies a batch on any position",
                "apply() on the positions 0, 4 and 6",
                MessageMutants.broken(
                    store ->
                        new ForwardingMessages(store) {
                          @Override
                          public synchronized boolean apply(
                              MailboxId mailboxId, CatchUpBatch batch) {
                            return real.apply(mailboxId, rebased(real, mailboxId, batch));
                          }
                        }),
                StoreRule.MSG_36,
                StoreRule.MSG_37,
                StoreRule.ENT_27,
                StoreRule.MSG_55)
            .andByChance(StoreRule.MSG_44, StoreRule.ENT_29),
        Mutant.of(
            "keeps the thread keys of a refused batch",
            "thread keys of refused batches",
            MessageMutants.broken(
                store ->
                    new RemembersThreads(store) {
                      @Override
                      boolean remembers(MailboxId mailboxId, boolean applied) {
                        return !applied && store.mailboxes().find(mailboxId).isPresent();
                      }
                    }),
            StoreRule.MSG_36),
        Mutant.of(
            "compares the position before it writes",
            "threads of 8 that were told that their batch",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        boolean next =
                            real.pending(mailboxId, 1).lastPosition() == batch.expectedPosition();
                        gate.meet();
                        return real.apply(mailboxId, batch)
                            || (next && store.mailboxes().find(mailboxId).isPresent());
                      }
                    }),
            StoreRule.MSG_37),
        Mutant.of(
            "repeats the last place that was seen",
            "pages of 4 places",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public List<Placement> placements(
                          MailboxId mailboxId, long after, int limit) {
                        return real.placements(mailboxId, after - 1, limit);
                      }
                    }),
            StoreRule.MSG_38,
            StoreRule.MSG_35,
            StoreRule.MSG_37,
            StoreRule.MSG_44),
        Mutant.of(
            "gives all places that follow",
            "pages of 4 places",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public List<Placement> placements(
                          MailboxId mailboxId, long after, int limit) {
                        return real.placements(mailboxId, after, 1000);
                      }
                    }),
            StoreRule.MSG_38),
        Mutant.of(
                "keeps the places of erased messages",
                "places when the first and the last message were erased before",
                MessageMutants.broken(
                    store ->
                        new RemembersPlaces(store) {
                          @Override
                          boolean remembers(MailboxId mailboxId, Placement place) {
                            return real.find(mailboxId, place.messageId()).isPresent();
                          }
                        }),
                StoreRule.MSG_39,
                StoreRule.MSG_45)
            .andByChance(StoreRule.MSG_50),
        Mutant.of(
            "moves a message that has its place",
            "places of messages that were pending, each once",
            MessageMutants.broken(MovesPlaced::new),
            StoreRule.MSG_40,
            StoreRule.MSG_21,
            StoreRule.MSG_52),
        Mutant.of(
            "gives a known thread key to the next conversation",
            "conversations of a key that came twice",
            MessageMutants.broken(
                store ->
                    new RemembersThreads(store) {
                      @Override
                      boolean remembers(MailboxId mailboxId, boolean applied) {
                        return applied;
                      }
                    }),
            StoreRule.MSG_41,
            StoreRule.MSG_45,
            StoreRule.MSG_54,
            StoreRule.MSG_55),
        Mutant.of(
            "knows the thread keys of all mailboxes",
            "conversations of the same keys in another mailbox",
            MessageMutants.broken(KnowsAllThreads::new),
            StoreRule.MSG_41,
            StoreRule.MSG_21,
            StoreRule.MSG_45,
            StoreRule.MSG_54,
            StoreRule.MSG_55,
            StoreRule.OUT_03),
        Mutant.of(
            "places messages by their id alone",
            "MessageRepository.apply changed a message of another mailbox",
            MessageMutants.broken(PlacesForeign::new),
            StoreRule.MSG_21),
        Mutant.of(
            "applies a batch without a mailbox",
            "apply() without a mailbox",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        return real.apply(mailboxId, batch)
                            || store.mailboxes().find(mailboxId).isEmpty();
                      }
                    }),
            StoreRule.MSG_42,
            StoreRule.MSG_45),
        Mutant.of(
            "lists mailboxes that have messages",
            "pages of 2 mailboxes with pending messages",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      private final NavigableSet<MailboxId> used = new ConcurrentSkipListSet<>();

                      @Override
                      public AppendOutcome append(Delivery delivery) {
                        delivery.targets().forEach(to -> used.add(to.mailboxId()));
                        return real.append(delivery);
                      }

                      @Override
                      public List<MailboxId> pendingMailboxes(
                          Optional<MailboxId> after, int limit) {
                        real.pendingMailboxes(after, limit);
                        return after.map(id -> used.tailSet(id, false)).orElse(used).stream()
                            .filter(id -> store.mailboxes().find(id).isPresent())
                            .limit(limit)
                            .toList();
                      }
                    }),
            StoreRule.MSG_43,
            StoreRule.MSG_51,
            StoreRule.OUT_02,
            StoreRule.OUT_20),
        Mutant.of(
            "lets a place become visible after the next one",
            "messages seen by following the places, none skipped",
            MessageMutants.broken(HidesAPlace::new),
            StoreRule.MSG_44),
        Mutant.of(
            "keeps the thread keys of an erased mailbox",
            "thread keys of the erased mailbox",
            MessageMutants.broken(
                store ->
                    new RemembersThreads(store) {
                      @Override
                      public Map<ThreadKey, ConversationId> threads(
                          MailboxId mailboxId, Collection<ThreadKey> keys) {
                        return store.mailboxes().find(mailboxId).isPresent()
                            ? real.threads(mailboxId, keys)
                            : super.threads(mailboxId, keys);
                      }

                      @Override
                      boolean remembers(MailboxId mailboxId, boolean applied) {
                        return applied;
                      }
                    }),
            StoreRule.MSG_45),
        Mutant.of(
            "counts messages that have their place",
            "usage when all messages are pending",
            CatchUpMutants::countsPlaced,
            StoreRule.MSG_46,
            StoreRule.MBX_13,
            StoreRule.MSG_19,
            StoreRule.MSG_27,
            StoreRule.STO_07,
            StoreRule.OUT_01,
            StoreRule.OUT_04,
            StoreRule.OUT_05,
            StoreRule.OUT_30),
        Mutant.of(
            "makes a redelivered message pending",
            "pending after redeliveries",
            MessageMutants.broken(RepeatsRedelivered::new),
            StoreRule.MSG_47),
        Mutant.of(
            "takes the end of a range for the size",
            "totalBytes of content()",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Optional<ContentRange> content(
                          MailboxId mailboxId, MessageId messageId, long offset, int length) {
                        return real.content(mailboxId, messageId, offset, length)
                            .map(
                                range ->
                                    new ContentRange(offset + range.bytes().length, range.bytes()));
                      }
                    }),
            StoreRule.MSG_48),
        Mutant.of(
            "looks up as many thread keys as a statement takes",
            "5,000 of 10,000 thread keys are known",
            MessageMutants.broken(
                store ->
                    new ForwardingMessages(store) {
                      @Override
                      public Map<ThreadKey, ConversationId> threads(
                          MailboxId mailboxId, Collection<ThreadKey> keys) {
                        return real.threads(mailboxId, keys.stream().limit(2000).toList());
                      }
                    }),
            StoreRule.MSG_49),
        Mutant.of(
            "looks for a message before it places it",
            "places when 3 of 5 messages were erased while they were placed",
            CatchUpMutants::outlivesErasure,
            StoreRule.MSG_50));
  }

  /** What is done to pending messages. */
  private interface Change {
    List<PendingMessage> to(Stream<PendingMessage> messages);
  }

  private static Pending changed(Pending pending, Change change) {
    return new Pending(
        pending.lastPosition(), change.to(pending.messages().stream()), pending.changesWait());
  }

  private static PendingMessage withoutReferences(PendingMessage message) {
    return new PendingMessage(
        message.messageId(),
        message.receivedAt(),
        message.messageIdField(),
        message.inReplyTo(),
        List.of(),
        message.subject(),
        message.from(),
        message.to(),
        message.cc(),
        message.aliases(),
        message.attachmentCount(),
        message.folder(),
        message.conversation(),
        message.report());
  }

  private static PendingMessage asNoReport(PendingMessage message) {
    return new PendingMessage(
        message.messageId(),
        message.receivedAt(),
        message.messageIdField(),
        message.inReplyTo(),
        message.references(),
        message.subject(),
        message.from(),
        message.to(),
        message.cc(),
        message.aliases(),
        message.attachmentCount(),
        message.folder(),
        message.conversation(),
        false);
  }

  private static CatchUpBatch moved(CatchUpBatch batch, long expected, List<Placement> places) {
    return new CatchUpBatch(
            expected, places, batch.threads(), batch.repointed(), batch.merged(), batch.continued())
        .withScans(batch.scans());
  }

  /** The same batch on what the last position is now. */
  private static CatchUpBatch rebased(
      MessageRepository real, MailboxId mailboxId, CatchUpBatch batch) {
    long last = real.pending(mailboxId, 1).lastPosition();
    long shift = Math.max(0, last - batch.expectedPosition());
    return moved(
        batch,
        last,
        batch.placements().stream()
            .map(
                place ->
                    new Placement(
                        place.position() + shift,
                        place.messageId(),
                        place.conversationId(),
                        place.folder()))
            .toList());
  }

  private static final class RenumbersPlaces extends ForwardingMessages {

    RenumbersPlaces(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      List<Placement> places = new ArrayList<>();
      for (Placement place : batch.placements()) {
        places.add(
            new Placement(
                batch.expectedPosition() + places.size() + 1,
                place.messageId(),
                place.conversationId(),
                place.folder()));
      }
      return real.apply(mailboxId, moved(batch, batch.expectedPosition(), places));
    }
  }

  private static final class KeepsPending extends ForwardingMessages {

    private final Map<MailboxId, List<PendingMessage>> placed = new ConcurrentHashMap<>();

    KeepsPending(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      Set<MessageId> ids = ConcurrentHashMap.newKeySet();
      batch.placements().forEach(place -> ids.add(place.messageId()));
      List<PendingMessage> before = real.pending(mailboxId, 500).messages();
      boolean applied = real.apply(mailboxId, batch);
      if (applied) {
        before.stream()
            .filter(message -> ids.contains(message.messageId()))
            .forEach(
                message ->
                    placed
                        .computeIfAbsent(mailboxId, id -> new CopyOnWriteArrayList<>())
                        .add(message));
      }
      return applied;
    }

    @Override
    public Pending pending(MailboxId mailboxId, int limit) {
      List<PendingMessage> kept = placed.getOrDefault(mailboxId, List.of());
      return changed(
          real.pending(mailboxId, limit),
          messages ->
              Stream.concat(
                      messages,
                      kept.stream()
                          .filter(message -> real.find(mailboxId, message.messageId()).isPresent()))
                  .limit(limit)
                  .toList());
    }
  }

  /** Keeps thread keys beside the store, and answers them first. */
  private abstract static class RemembersThreads extends ForwardingMessages {

    private final Map<MailboxId, Map<ThreadKey, ConversationId>> kept = new ConcurrentHashMap<>();

    RemembersThreads(InMemoryStore store) {
      super(store);
    }

    abstract boolean remembers(MailboxId mailboxId, boolean applied);

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      boolean applied = real.apply(mailboxId, batch);
      if (remembers(mailboxId, applied)) {
        kept.computeIfAbsent(mailboxId, id -> new ConcurrentHashMap<>()).putAll(batch.threads());
      }
      return applied;
    }

    @Override
    public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
      Map<ThreadKey, ConversationId> known = new HashMap<>(real.threads(mailboxId, keys));
      Map<ThreadKey, ConversationId> remembered = kept.getOrDefault(mailboxId, Map.of());
      for (ThreadKey key : keys) {
        Optional.ofNullable(remembered.get(key)).ifPresent(found -> known.put(key, found));
      }
      return known;
    }
  }

  private static final class KnowsAllThreads extends ForwardingMessages {

    private final Map<ThreadKey, ConversationId> all = new ConcurrentHashMap<>();

    KnowsAllThreads(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      boolean applied = real.apply(mailboxId, batch);
      if (applied) {
        batch.threads().forEach(all::putIfAbsent);
      }
      return applied;
    }

    @Override
    public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
      real.threads(mailboxId, keys);
      Map<ThreadKey, ConversationId> known = new HashMap<>();
      for (ThreadKey key : keys) {
        Optional.ofNullable(all.get(key)).ifPresent(found -> known.put(key, found));
      }
      return known;
    }
  }

  /** Keeps places beside the store, also when their messages are gone. */
  private abstract static class RemembersPlaces extends ForwardingMessages {

    final Map<MailboxId, List<Placement>> kept = new ConcurrentHashMap<>();

    RemembersPlaces(InMemoryStore store) {
      super(store);
    }

    abstract boolean remembers(MailboxId mailboxId, Placement place);

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      List<Placement> places =
          batch.placements().stream().filter(place -> remembers(mailboxId, place)).toList();
      boolean applied = real.apply(mailboxId, batch);
      if (applied) {
        kept.computeIfAbsent(mailboxId, id -> new CopyOnWriteArrayList<>()).addAll(places);
      }
      return applied;
    }

    @Override
    public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
      List<Placement> all = new ArrayList<>(real.placements(mailboxId, after, 1000));
      for (Placement place : kept.getOrDefault(mailboxId, List.of())) {
        boolean erased = real.find(mailboxId, place.messageId()).isEmpty();
        if (erased && place.position() > after) {
          all.add(place);
        }
      }
      return all.stream().sorted(Comparator.comparing(Placement::position)).limit(limit).toList();
    }
  }

  private static final class MovesPlaced extends ForwardingMessages {

    private final Map<MessageId, Placement> moved = new ConcurrentHashMap<>();

    MovesPlaced(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      boolean applied = real.apply(mailboxId, batch);
      if (applied) {
        batch.placements().forEach(place -> moved.put(place.messageId(), place));
      }
      return applied;
    }

    @Override
    public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
      return real.placements(mailboxId, after, limit).stream()
          .map(place -> moved.getOrDefault(place.messageId(), place))
          .toList();
    }
  }

  private static final class PlacesForeign extends ForwardingMessages {

    private final Map<MessageId, MailboxId> owners = new ConcurrentHashMap<>();

    PlacesForeign(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      delivery.targets().forEach(to -> owners.put(to.messageId(), to.mailboxId()));
      return real.append(delivery);
    }

    @Override
    public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
      boolean applied = real.apply(mailboxId, batch);
      if (applied) {
        for (Placement place : batch.placements()) {
          MailboxId owner = owners.getOrDefault(place.messageId(), mailboxId);
          if (!owner.equals(mailboxId)) {
            CatchUpBatch one = new CatchUpBatch(place.position() - 1, List.of(place), Map.of());
            real.apply(owner, rebased(real, owner, one));
          }
        }
      }
      return applied;
    }
  }

  /** Leaves the first of several places out once, as if its transaction committed later. */
  private static final class HidesAPlace extends ForwardingMessages {

    private final AtomicBoolean hidden = new AtomicBoolean();

    HidesAPlace(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
      List<Placement> places = real.placements(mailboxId, after, limit);
      boolean racing = Thread.currentThread().getName().startsWith("contract-");
      return racing && places.size() > 1 && !hidden.getAndSet(true)
          ? places.subList(1, places.size())
          : places;
    }
  }

  private static MelMeStore countsPlaced(InMemoryStore store) {
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public MailboxUsage usage(MailboxId id) {
            MailboxUsage usage = real.usage(id);
            int placed = store.messages().placements(id, 0, 1000).size();
            return placed == 0 ? MailboxUsage.NONE : new MailboxUsage(placed, usage.bytes());
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), store.messages());
  }

  private static final class RepeatsRedelivered extends ForwardingMessages {

    private final Map<MailboxId, Set<MessageId>> repeated = new ConcurrentHashMap<>();

    RepeatsRedelivered(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      AppendOutcome outcome = real.append(delivery);
      if (outcome instanceof AppendOutcome.Appended appended) {
        for (int i = 0; i < appended.results().size(); i++) {
          AppendOutcome.Result result = appended.results().get(i);
          if (result.alreadyStored()) {
            repeated
                .computeIfAbsent(
                    delivery.targets().get(i).mailboxId(), id -> ConcurrentHashMap.newKeySet())
                .add(result.messageId());
          }
        }
      }
      return outcome;
    }

    @Override
    public Pending pending(MailboxId mailboxId, int limit) {
      return changed(
          real.pending(mailboxId, limit),
          messages ->
              Stream.concat(
                      messages,
                      repeated.getOrDefault(mailboxId, Set.of()).stream()
                          .flatMap(id -> real.find(mailboxId, id).stream())
                          .map(PendingMessage::of))
                  .limit(limit)
                  .toList());
    }
  }

  /** The mailboxes of the rule that erases while it applies hold five messages. */
  private static boolean raced(InMemoryStore store, MailboxId id) {
    return store.mailboxes().usage(id).messages() == 5;
  }

  private static MelMeStore outlivesErasure(InMemoryStore store) {
    AtomicInteger erasures = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    RemembersPlaces messages =
        new RemembersPlaces(store) {
          @Override
          boolean remembers(MailboxId mailboxId, Placement place) {
            return false;
          }

          @Override
          public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
            if (!raced(store, mailboxId) || batch.placements().size() != 5) {
              return real.apply(mailboxId, batch);
            }
            int before = erasures.get();
            List<Placement> there =
                batch.placements().stream()
                    .filter(place -> real.find(mailboxId, place.messageId()).isPresent())
                    .toList();
            looks.incrementAndGet();
            gate.await(() -> erasures.get() > before);
            boolean applied = real.apply(mailboxId, batch);
            kept.put(mailboxId, there);
            return applied;
          }

          @Override
          public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
            if (messageIds.size() == 3) {
              int before = erasures.get();
              gate.await(() -> looks.get() > before);
            }
            int erased = real.erase(mailboxId, messageIds);
            erasures.addAndGet(messageIds.size() == 3 ? 1 : 0);
            return erased;
          }
        };
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public boolean erase(MailboxId id) {
            int before = erasures.get();
            if (raced(store, id)) {
              gate.await(() -> looks.get() > before);
            }
            boolean erased = real.erase(id);
            erasures.incrementAndGet();
            return erased;
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), messages);
  }
}
