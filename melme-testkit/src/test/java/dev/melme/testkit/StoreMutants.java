package dev.melme.testkit;

import dev.melme.api.Alias;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MailboxRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores that break the rules of a store as a whole. */
final class StoreMutants {

  private StoreMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "answers nanoseconds",
            "now() before and after the clock was moved",
            store ->
                new ForwardingStore(store) {
                  @Override
                  public Instant now() {
                    return real.now().plusNanos(890);
                  }

                  @Override
                  public int prune(Instant before, int limit) {
                    return real.prune(before.minusNanos(890), limit);
                  }
                },
            StoreRule.STO_01),
        Mutant.of(
            "makes a repository per call",
            "mailboxes() asked a second time",
            store ->
                new ForwardingStore(store) {
                  @Override
                  public MailboxRepository mailboxes() {
                    return new ForwardingMailboxes(real);
                  }
                },
            StoreRule.STO_02),
        Mutant.of(
            "throws when closed twice",
            "the second close()",
            ThrowsOnSecondClose::new,
            StoreRule.STO_03),
        Mutant.of(
            "finds nothing when closed",
            "MessageRepository.find answered",
            store ->
                ForwardingStore.with(
                    store,
                    new ForwardingMessages(store) {
                      @Override
                      public Optional<StoredMessage> find(MailboxId mailboxId, MessageId id) {
                        try {
                          return real.find(mailboxId, id);
                        } catch (StoreException e) {
                          return Optional.empty();
                        }
                      }
                    }),
            StoreRule.STO_04),
        Mutant.of(
            "prunes keys of messages erased later",
            "keys pruned that were erased before the time",
            store ->
                new ForwardingStore(store) {
                  @Override
                  public int prune(Instant before, int limit) {
                    return real.prune(before.plus(Duration.ofDays(365)), limit);
                  }
                },
            StoreRule.STO_05),
        Mutant.of(
            "prunes all at once",
            "at most 4 per call",
            store ->
                new ForwardingStore(store) {
                  @Override
                  public int prune(Instant before, int limit) {
                    return real.prune(before, Integer.MAX_VALUE);
                  }
                },
            StoreRule.STO_06),
        Mutant.of(
            "loses one of the aliases that threads make",
            "aliases that the threads made",
            store -> ForwardingStore.with(store, new LosesAnAlias(store)),
            StoreRule.STO_07));
  }

  private static final class ThrowsOnSecondClose extends ForwardingStore {

    private final AtomicBoolean closed = new AtomicBoolean();

    ThrowsOnSecondClose(InMemoryStore real) {
      super(real);
    }

    @Override
    public void close() {
      if (closed.getAndSet(true)) {
        throw new IllegalStateException("closed already");
      }
      real.close();
    }
  }

  private static final class LosesAnAlias extends ForwardingAliases {

    private final AtomicBoolean lost = new AtomicBoolean();

    LosesAnAlias(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean create(Alias alias) {
      boolean other = alias.pattern().domain().equals("threads.example");
      return (other && !lost.getAndSet(true)) || real.create(alias);
    }
  }
}
