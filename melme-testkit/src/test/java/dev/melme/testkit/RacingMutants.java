package dev.melme.testkit;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import dev.melme.spi.MelMeStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Stores that break the rules of storing by many threads at once. */
final class RacingMutants {

  private RacingMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "looks a key up before it inserts",
            "threads of 32 that were told that they stored the message",
            MessageMutants.broken(ChecksThenActs::new),
            StoreRule.MSG_08),
        Mutant.of(
            "writes the list of aliases back",
            "aliases after 16 threads delivered one key through 16 of them",
            MessageMutants.broken(LosesAnAlias::new),
            StoreRule.MSG_10),
        Mutant.of(
            "keeps the content of a call in a field",
            "bytes of a message in one of 16 mailboxes",
            MessageMutants.broken(SharesContent::new),
            StoreRule.MSG_26),
        Mutant.of(
            "locks mailboxes in the order of the targets",
            "One of the racing threads failed",
            MessageMutants.broken(LocksInTargetOrder::new),
            StoreRule.MSG_27),
        Mutant.of(
            "checks the mailbox before it inserts",
            "keys left behind in an erased mailbox",
            RacingMutants::outlivesErasure,
            StoreRule.MSG_28),
        Mutant.of(
            "stores target by target",
            "a message that is in one of its mailboxes is in the others",
            MessageMutants.broken(StoresOneByOne::new),
            StoreRule.MSG_29));
  }

  private static final class ChecksThenActs extends ForwardingMessages {

    ChecksThenActs(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      Delivery.Target target = delivery.targets().get(0);
      boolean known = knows(target);
      if (!known) {
        gate.meet();
      }
      AppendOutcome outcome = real.append(delivery);
      if (known
          || delivery.targets().size() > 1
          || !(outcome instanceof AppendOutcome.Appended appended)) {
        return outcome;
      }
      return new AppendOutcome.Appended(
          appended.results().stream()
              .map(result -> new AppendOutcome.Result(result.messageId(), false))
              .toList());
    }
  }

  private static final class LosesAnAlias extends ForwardingMessages {

    private final AtomicBoolean lost = new AtomicBoolean();

    LosesAnAlias(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      Delivery.Target target = delivery.targets().get(0);
      boolean racing = Thread.currentThread().getName().startsWith("contract-");
      if (racing && knows(target) && !lost.getAndSet(true)) {
        MessageId id = real.outcome(target.mailboxId(), List.of(target.key())).get(target.key());
        List<MatchedAlias> before =
            Optional.ofNullable(id)
                .flatMap(known -> real.find(target.mailboxId(), known))
                .map(StoredMessage::aliases)
                .orElse(target.aliases());
        return real.append(with(delivery, List.of(with(target, before))));
      }
      return real.append(delivery);
    }
  }

  private static final class SharesContent extends ForwardingMessages {

    private final Deque<Delivery> field = new ArrayDeque<>();

    SharesContent(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      synchronized (field) {
        field.addFirst(delivery);
      }
      gate.meet();
      synchronized (field) {
        return real.append(with(delivery, field.getFirst().content()));
      }
    }
  }

  private static final class LocksInTargetOrder extends ForwardingMessages {

    private final Map<MailboxId, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<MailboxId, AtomicInteger> holders = new ConcurrentHashMap<>();

    LocksInTargetOrder(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      if (delivery.targets().size() != 4) {
        return real.append(delivery);
      }
      Deque<ReentrantLock> held = new ArrayDeque<>();
      try {
        for (Delivery.Target target : delivery.targets()) {
          ReentrantLock lock = locks.computeIfAbsent(target.mailboxId(), id -> new ReentrantLock());
          if (!lock.tryLock(500, TimeUnit.MILLISECONDS)) {
            throw new StoreException(
                StoreException.Fault.UNAVAILABLE, "Deadlock, one of two must give way", null);
          }
          held.push(lock);
          holders.computeIfAbsent(target.mailboxId(), id -> new AtomicInteger()).incrementAndGet();
          gate.await(() -> holders.size() > 1);
        }
        return real.append(delivery);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        held.forEach(ReentrantLock::unlock);
      }
    }
  }

  private static MelMeStore outlivesErasure(InMemoryStore store) {
    AtomicInteger erasures = new AtomicInteger();
    Map<DeliveryKey, MessageId> leftBehind = new ConcurrentHashMap<>();
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public boolean erase(MailboxId id) {
            gate.meet();
            boolean erased = real.erase(id);
            erasures.incrementAndGet();
            return erased;
          }
        };
    ForwardingMessages messages =
        new ForwardingMessages(store) {
          @Override
          public AppendOutcome append(Delivery delivery) {
            int before = erasures.get();
            boolean there =
                delivery.targets().stream()
                    .allMatch(to -> store.mailboxes().find(to.mailboxId()).isPresent());
            if (there && delivery.targets().size() == 2) {
              mailboxes.gate.meet();
              gate.await(() -> erasures.get() > before);
            }
            AppendOutcome outcome = real.append(delivery);
            if (there && outcome instanceof AppendOutcome.MailboxesGone) {
              delivery.targets().forEach(to -> leftBehind.put(to.key(), to.messageId()));
            }
            return outcome;
          }

          @Override
          public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
            Map<DeliveryKey, MessageId> known = new HashMap<>(real.outcome(mailboxId, keys));
            for (DeliveryKey key : keys) {
              Optional.ofNullable(leftBehind.get(key)).ifPresent(id -> known.put(key, id));
            }
            return known;
          }
        };
    return new ForwardingStore(store, mailboxes, store.aliases(), messages);
  }

  private static final class StoresOneByOne extends ForwardingMessages {

    private final AtomicInteger looks = new AtomicInteger();

    StoresOneByOne(InMemoryStore store) {
      super(store);
    }

    @Override
    public AppendOutcome append(Delivery delivery) {
      boolean racing = Thread.currentThread().getName().startsWith("contract-");
      if (!racing || delivery.targets().size() != 3) {
        return real.append(delivery);
      }
      List<AppendOutcome.Result> results = new ArrayList<>();
      for (Delivery.Target target : delivery.targets()) {
        AppendOutcome outcome = real.append(with(delivery, List.of(target)));
        if (!(outcome instanceof AppendOutcome.Appended appended)) {
          return outcome;
        }
        results.addAll(appended.results());
        int before = looks.get();
        gate.await(() -> looks.get() > before + 3);
      }
      return new AppendOutcome.Appended(results);
    }

    @Override
    public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
      looks.incrementAndGet();
      return real.find(mailboxId, messageId);
    }
  }
}
