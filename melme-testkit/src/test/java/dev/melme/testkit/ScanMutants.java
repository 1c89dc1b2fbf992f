package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageScan;
import dev.melme.spi.ScanRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Stores that treat scans wrongly. */
final class ScanMutants {

  private ScanMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "makes no scans",
            "due at once",
            store ->
                ForwardingStore.with(
                    store,
                    new ForwardingMessages(store) {
                      @Override
                      public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
                        return real.apply(mailboxId, batch.withScans(Set.of()));
                      }
                    }),
            StoreRule.SCN_01,
            StoreRule.SCN_02,
            StoreRule.SCN_03,
            StoreRule.SCN_04,
            StoreRule.SCN_05,
            StoreRule.SCN_06),
        Mutant.of(
            "leases what is not due yet",
            "before any is due",
            scans(
                store ->
                    new Forwarding(store) {
                      @Override
                      public List<MessageScan> lease(Instant now, Instant until, int limit) {
                        return real.lease(now.plusSeconds(60), until, limit);
                      }
                    }),
            StoreRule.SCN_02),
        Mutant.of(
            "lets who lost a lease settle",
            "by who lost the lease",
            scans(
                store ->
                    new Forwarding(store) {
                      @Override
                      public boolean settle(MessageScan scan, Set<String> refused, Instant at) {
                        Optional<MessageScan> current =
                            real.find(scan.mailboxId(), scan.messageId());
                        return current.isPresent() && real.settle(current.get(), refused, at);
                      }
                    }),
            StoreRule.SCN_03),
        Mutant.of(
            "forgets which parts were refused",
            "with the parts that were refused",
            scans(
                store ->
                    new Forwarding(store) {
                      @Override
                      public boolean settle(MessageScan scan, Set<String> refused, Instant at) {
                        return real.settle(scan, Set.of(), at);
                      }
                    }),
            StoreRule.SCN_04),
        Mutant.of(
            "keeps the scans of erased messages",
            "scan of an erased message",
            scans(
                store ->
                    new Forwarding(store) {
                      private final Map<MessageId, MessageScan> known = new HashMap<>();

                      @Override
                      public List<MessageScan> lease(Instant now, Instant until, int limit) {
                        List<MessageScan> leased = real.lease(now, until, limit);
                        leased.forEach(scan -> known.put(scan.messageId(), scan));
                        return leased;
                      }

                      @Override
                      public Optional<MessageScan> find(MailboxId mailboxId, MessageId id) {
                        return real.find(mailboxId, id)
                            .or(
                                () ->
                                    Optional.ofNullable(known.get(id))
                                        .filter(scan -> scan.mailboxId().equals(mailboxId)));
                      }
                    }),
            StoreRule.SCN_05),
        Mutant.of(
            "leases a scan to everybody who asks at once",
            "as 8 threads leased them",
            scans(LeasesTwice::new),
            StoreRule.SCN_06));
  }

  private static Function<InMemoryStore, MelMeStore> scans(
      Function<InMemoryStore, ScanRepository> broken) {
    return store -> {
      ScanRepository scans = broken.apply(store);
      return new ForwardingStore(store) {
        @Override
        public ScanRepository scans() {
          return scans;
        }
      };
    };
  }

  private static class Forwarding implements ScanRepository {

    final ScanRepository real;

    Forwarding(InMemoryStore store) {
      this.real = store.scans();
    }

    @Override
    public Optional<MessageScan> find(MailboxId mailboxId, MessageId messageId) {
      return real.find(mailboxId, messageId);
    }

    @Override
    public List<MessageScan> lease(Instant now, Instant until, int limit) {
      return real.lease(now, until, limit);
    }

    @Override
    public void postpone(MessageScan scan, Instant dueAt) {
      real.postpone(scan, dueAt);
    }

    @Override
    public boolean settle(MessageScan scan, Set<String> refused, Instant at) {
      return real.settle(scan, refused, at);
    }
  }

  /** Racing threads get what another one was given just before. */
  private static final class LeasesTwice extends Forwarding {

    private List<MessageScan> last = List.of();

    LeasesTwice(InMemoryStore store) {
      super(store);
    }

    @Override
    public synchronized List<MessageScan> lease(Instant now, Instant until, int limit) {
      List<MessageScan> leased = new ArrayList<>(real.lease(now, until, limit));
      if (Thread.currentThread().getName().startsWith("contract-")) {
        leased.addAll(last);
        last = List.copyOf(leased.subList(0, leased.size() - last.size()));
      }
      return leased;
    }
  }
}
