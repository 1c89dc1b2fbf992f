package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.RecordedChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores that break the rules of leases, settlements and what comes after them. */
final class DispatchMutants {

  private DispatchMutants() {}

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>(leases());
    all.addAll(settlements());
    all.addAll(recalls());
    all.addAll(upkeep());
    return all;
  }

  private static List<Mutant> leases() {
    return List.of(
        Mutant.of(
            "leases what is due last first",
            "the three that are due for the longest time",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> lease(Instant now, Instant until, int limit) {
                        List<Outbound> leased = new ArrayList<>(real.lease(now, until, limit));
                        Collections.reverse(leased);
                        return leased;
                      }
                    }),
            StoreRule.OUT_13),
        Mutant.of(
            "leases what is not due yet",
            "before any is due",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> lease(Instant now, Instant until, int limit) {
                        return real.lease(now.plusMillis(1), until, limit);
                      }
                    }),
            StoreRule.OUT_13,
            StoreRule.OUT_14),
        Mutant.of(
            "never leases again what nobody settled",
            "when the lease of one has ended",
            ForwardingOutbox.broken(LeasesOnce::new),
            StoreRule.OUT_14,
            StoreRule.OUT_18),
        Mutant.of(
                "leases a message to everybody who asks at once",
                "as 8 threads leased them",
                ForwardingOutbox.broken(LeasesTwice::new),
                StoreRule.OUT_15)
            .andByChance(StoreRule.OUT_24, StoreRule.OUT_29),
        Mutant.of(
            "looks at the hand before it calls back",
            "whether a message was leased and whether it was cancelled",
            ForwardingOutbox.broken(ChecksThenCancels::new),
            StoreRule.OUT_24));
  }

  private static List<Mutant> settlements() {
    return List.of(
        Mutant.of(
            "loses replies",
            "a recipient that was accepted",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
                        return real.settle(
                            settlements.stream()
                                .map(each -> with(each, withoutReplies(each.results())))
                                .toList(),
                            at);
                      }
                    }),
            StoreRule.OUT_16,
            StoreRule.OUT_21),
        Mutant.of(
            "believes whatever is reported last",
            "when the opposite is reported later",
            ForwardingOutbox.broken(BelievesTheLast::new),
            StoreRule.OUT_17),
        Mutant.of(
            "lets who lost a lease settle",
            "by who lost the lease",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
                        return real.settle(
                            settlements.stream()
                                .map(
                                    each ->
                                        known(each.mailboxId(), each.messageId())
                                            .map(found -> with(each, found.attempts()))
                                            .orElse(each))
                                .toList(),
                            at);
                      }
                    }),
            StoreRule.OUT_18),
        Mutant.of(
            "answers settlements by id",
            "in the order of the settlements",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
                        return real.settle(settlements, at).stream()
                            .sorted(Comparator.comparing(Outbound::messageId))
                            .toList();
                      }
                    }),
            StoreRule.OUT_19),
        Mutant.of(
            "makes no change of what was sent",
            "messages of the changes when three of a mailbox were sent",
            EntryMutants.broken(
                store ->
                    new ForwardingEntries(store) {
                      @Override
                      public RecordedChanges changes(MailboxId mailboxId, long after, int limit) {
                        RecordedChanges all = real.changes(mailboxId, after, limit);
                        List<Change> others =
                            all.changes().stream()
                                .filter(each -> !isOfOutbox(store, mailboxId, each))
                                .toList();
                        return new RecordedChanges(
                            others, all.lastPosition(), all.forgottenTo(), all.behind());
                      }
                    }),
            StoreRule.OUT_20,
            StoreRule.OUT_22,
            StoreRule.OUT_25),
        Mutant.of(
            "chokes on NUL",
            "UNSTORABLE",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
                        boolean nul =
                            settlements.stream()
                                .flatMap(each -> each.results().stream())
                                .anyMatch(each -> each.reply().orElse("").indexOf(0) >= 0);
                        if (nul) {
                          throw new StoreException(
                              StoreException.Fault.UNSTORABLE, "UNSTORABLE: NUL in a text", null);
                        }
                        return real.settle(settlements, at);
                      }
                    }),
            StoreRule.OUT_21));
  }

  private static List<Mutant> recalls() {
    return List.of(
        Mutant.of(
                "calls back what is in hand",
                "cancel() of a message in hand",
                ForwardingOutbox.broken(
                    store ->
                        new ForwardingOutbox(store) {
                          @Override
                          public boolean cancel(
                              MailboxId mailboxId,
                              MessageId messageId,
                              Optional<String> operator,
                              Instant at) {
                            known(mailboxId, messageId)
                                .filter(Outbound::inHand)
                                .ifPresent(
                                    held ->
                                        real.settle(
                                            List.of(
                                                OutboxSpecimens.settlement(held, Optional.of(at))),
                                            at));
                            return real.cancel(mailboxId, messageId, operator, at);
                          }
                        }),
                StoreRule.OUT_22)
            .andByChance(StoreRule.OUT_24),
        Mutant.of(
            "does not tell who tries again",
            "changes of a message that is tried again",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public boolean retry(
                          MailboxId mailboxId,
                          MessageId messageId,
                          Optional<String> operator,
                          Instant at) {
                        return real.retry(mailboxId, messageId, Optional.empty(), at);
                      }
                    }),
            StoreRule.OUT_23),
        Mutant.of(
            "counts the reports of a bounce",
            "recipients that bounced of four",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public int bounced(
                          MailboxId mailboxId,
                          MessageId messageId,
                          List<OutboxResult> results,
                          Instant at) {
                        real.bounced(mailboxId, messageId, results, at);
                        return results.size();
                      }
                    }),
            StoreRule.OUT_25,
            StoreRule.OUT_26));
  }

  private static List<Mutant> upkeep() {
    return List.of(
        Mutant.of(
                "keeps what was sent for ever",
                "what the outbox keeps of a message that was erased",
                ForwardingOutbox.broken(KeepsRows::new),
                StoreRule.OUT_26,
                StoreRule.OUT_08)
            .andByChance(StoreRule.OUT_06),
        Mutant.of(
            "looks for a claim before it makes one",
            "threads of 8 that may send one notification",
            ForwardingOutbox.broken(ChecksThenClaims::new),
            StoreRule.OUT_27),
        Mutant.of(
            "forgets the claims of a day that is not over",
            "claims forgotten per call",
            ForwardingOutbox.broken(
                store ->
                    new ForwardingOutbox(store) {
                      @Override
                      public int pruneNotices(LocalDate before, int limit) {
                        return real.pruneNotices(before.plusDays(1), limit);
                      }
                    }),
            StoreRule.OUT_28),
        Mutant.of(
            "loses one of the settlements that threads make",
            "states and attempts of messages that threads sent",
            ForwardingOutbox.broken(LosesASettlement::new),
            StoreRule.OUT_29));
  }

  private static List<OutboxResult> withoutReplies(List<OutboxResult> results) {
    return results.stream()
        .map(each -> new OutboxResult(each.recipient(), each.state(), Optional.empty()))
        .toList();
  }

  private static boolean isOfOutbox(InMemoryStore store, MailboxId mailboxId, Change change) {
    return change.kind() == Change.Kind.CHANGED
        && change.operator().isEmpty()
        && !store.outbox().find(mailboxId, change.messageIds()).isEmpty();
  }

  /** Whoever was given a message and never came back has it for good. */
  private static final class LeasesOnce extends ForwardingOutbox {

    private final Set<MessageId> inHand = ConcurrentHashMap.newKeySet();

    LeasesOnce(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<Outbound> lease(Instant now, Instant until, int limit) {
      return real.lease(now, until, limit).stream()
          .filter(each -> inHand.add(each.messageId()))
          .toList();
    }

    @Override
    public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
      List<Outbound> settled = real.settle(settlements, at);
      settled.forEach(each -> inHand.remove(each.messageId()));
      return settled;
    }
  }

  /** Racing threads get what another one was given just before. */
  private static final class LeasesTwice extends ForwardingOutbox {

    private List<Outbound> last = List.of();

    LeasesTwice(InMemoryStore store) {
      super(store);
    }

    @Override
    public synchronized List<Outbound> lease(Instant now, Instant until, int limit) {
      List<Outbound> leased = new ArrayList<>(real.lease(now, until, limit));
      if (racing()) {
        leased.addAll(last);
        last = List.copyOf(leased.subList(0, leased.size() - last.size()));
      }
      return leased;
    }
  }

  private static final class ChecksThenCancels extends ForwardingOutbox {

    private final AtomicInteger checked = new AtomicInteger();
    private final AtomicInteger leased = new AtomicInteger();

    ChecksThenCancels(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<Outbound> lease(Instant now, Instant until, int limit) {
      int before = leased.get();
      gate.await(() -> checked.get() > before);
      List<Outbound> messages = real.lease(now, until, limit);
      leased.incrementAndGet();
      return messages;
    }

    @Override
    public boolean cancel(
        MailboxId mailboxId, MessageId messageId, Optional<String> operator, Instant at) {
      boolean free =
          known(mailboxId, messageId)
              .filter(each -> !each.inHand() && !each.waiting().isEmpty())
              .isPresent();
      int before = leased.get();
      checked.incrementAndGet();
      gate.await(() -> leased.get() > before);
      return real.cancel(mailboxId, messageId, operator, at) || free;
    }
  }

  /** What was reported last for a recipient that did not wait any more. */
  private static final class BelievesTheLast extends ForwardingOutbox {

    private final Map<String, OutboxResult> reported = new ConcurrentHashMap<>();

    BelievesTheLast(InMemoryStore store) {
      super(store);
    }

    private static String key(MessageId id, Object recipient) {
      return id + " " + recipient.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
      List<Outbound> settled = real.settle(settlements, at);
      for (OutboxSettlement each : settlements) {
        if (settled.stream().anyMatch(known -> known.messageId().equals(each.messageId()))) {
          each.results()
              .forEach(result -> reported.put(key(each.messageId(), result.recipient()), result));
        }
      }
      return settled;
    }

    @Override
    public List<Outbound> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
      return real.find(mailboxId, messageIds).stream()
          .map(found -> with(found, each -> believed(found.messageId(), each)))
          .toList();
    }

    private OutboundRecipient believed(MessageId id, OutboundRecipient recipient) {
      OutboxResult last = reported.get(key(id, recipient.address()));
      boolean settled = recipient.state() == State.SENT || recipient.state() == State.FAILED;
      return last == null || !settled || last.state() == recipient.state()
          ? recipient
          : recipient.with(last.state(), last.reply(), recipient.at().orElse(Instant.EPOCH));
    }
  }

  private static final class KeepsRows extends ForwardingOutbox {

    private final Map<MessageId, Outbound> kept = new ConcurrentHashMap<>();

    KeepsRows(InMemoryStore store) {
      super(store);
    }

    @Override
    public EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
      EnqueueOutcome outcome = real.enqueue(message, draft);
      if (outcome == EnqueueOutcome.ENQUEUED) {
        kept.put(message.outbound().messageId(), message.outbound());
      }
      return outcome;
    }

    @Override
    public List<Outbound> find(MailboxId mailboxId, Collection<MessageId> messageIds) {
      return messageIds.stream()
          .distinct()
          .sorted()
          .flatMap(id -> known(mailboxId, id).or(() -> kept(mailboxId, id)).stream())
          .toList();
    }

    private Optional<Outbound> kept(MailboxId mailboxId, MessageId id) {
      return Optional.ofNullable(kept.get(id)).filter(each -> each.mailboxId().equals(mailboxId));
    }
  }

  private static final class ChecksThenClaims extends ForwardingOutbox {

    private final Set<NoticeKey> claimed = ConcurrentHashMap.newKeySet();

    ChecksThenClaims(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean claimNotice(NoticeKey key) {
      boolean free = !claimed.contains(key);
      if (racing()) {
        gate.meet();
      }
      real.claimNotice(key);
      claimed.add(key);
      return free;
    }

    @Override
    public void releaseNotice(NoticeKey key) {
      real.releaseNotice(key);
      claimed.remove(key);
    }

    @Override
    public int pruneNotices(LocalDate before, int limit) {
      claimed.removeIf(key -> key.day().isBefore(before));
      return real.pruneNotices(before, limit);
    }
  }

  private static final class LosesASettlement extends ForwardingOutbox {

    private final AtomicBoolean lost = new AtomicBoolean();

    LosesASettlement(InMemoryStore store) {
      super(store);
    }

    @Override
    public List<Outbound> settle(List<OutboxSettlement> settlements, Instant at) {
      return racing() && !settlements.isEmpty() && !lost.getAndSet(true)
          ? List.of()
          : real.settle(settlements, at);
    }
  }
}
