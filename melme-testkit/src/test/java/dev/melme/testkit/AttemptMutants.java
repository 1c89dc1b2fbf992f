package dev.melme.testkit;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.Attempts;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stores that break the rules of failed attempts and of pruning. */
final class AttemptMutants {

  private AttemptMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "doubles waits without an end",
            "attempt 8 begins after the wait of the one before",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean beginAttempt(
                          TokenHash key, Instant now, Attempts.Backoff rule) {
                        return real.beginAttempt(
                            key,
                            now,
                            new Attempts.Backoff(
                                rule.free(),
                                rule.firstWait(),
                                rule.pause(),
                                rule.most(),
                                rule.pause()));
                      }
                    }),
            StoreRule.SES_15),
        Mutant.of(
            "compares keys without case",
            "the first attempt under another key, also one in another case",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean beginAttempt(
                          TokenHash key, Instant now, Attempts.Backoff backoff) {
                        return real.beginAttempt(small(key), now, backoff);
                      }

                      @Override
                      public void takeAttemptBack(TokenHash key, Attempts.Backoff backoff) {
                        real.takeAttemptBack(small(key), backoff);
                      }

                      @Override
                      public void clearAttempts(TokenHash key) {
                        real.clearAttempts(small(key));
                      }

                      private TokenHash small(TokenHash key) {
                        return new TokenHash(key.value().toLowerCase(Locale.ROOT));
                      }
                    }),
            StoreRule.SES_15),
        Mutant.of(
            "begins the wait anew with an attempt that is too early",
            "attempt 5 begins after the wait of the one before",
            SessionMutants.broken(WaitsAnew::new),
            StoreRule.SES_15,
            StoreRule.SES_16,
            StoreRule.SES_18),
        Mutant.of(
            "never pauses",
            "attempts after the 4th",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean beginAttempt(
                          TokenHash key, Instant now, Attempts.Backoff rule) {
                        return real.beginAttempt(
                            key,
                            now,
                            new Attempts.Backoff(
                                rule.free(),
                                rule.firstWait(),
                                rule.longestWait(),
                                Integer.MAX_VALUE,
                                rule.pause()));
                      }
                    }),
            StoreRule.SES_16),
        Mutant.of(
            "remembers attempts after the pause",
            "then like the first",
            SessionMutants.broken(Remembers::new),
            StoreRule.SES_16),
        Mutant.of(
            "loses one of the attempts that threads begin",
            "threads of 16 that began an attempt",
            SessionMutants.broken(LosesAnAttempt::new),
            StoreRule.SES_17),
        Mutant.of(
            "reads the attempts before it counts one",
            "threads of 16 that began an attempt",
            SessionMutants.broken(ReadsThenCounts::new),
            StoreRule.SES_17),
        Mutant.of(
            "takes all attempts back",
            "when the third was taken back",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public void takeAttemptBack(TokenHash key, Attempts.Backoff backoff) {
                        real.clearAttempts(key);
                      }
                    }),
            StoreRule.SES_18),
        Mutant.of(
            "keeps the wait of an attempt that was taken back",
            "when the third was taken back",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public void takeAttemptBack(TokenHash key, Attempts.Backoff backoff) {
                        real.takeAttemptBack(
                            key,
                            new Attempts.Backoff(
                                0,
                                backoff.longestWait(),
                                backoff.longestWait(),
                                backoff.most(),
                                backoff.pause()));
                      }
                    }),
            StoreRule.SES_18),
        Mutant.of(
            "clears one attempt of many",
            "after they were cleared",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public void clearAttempts(TokenHash key) {
                        real.takeAttemptBack(
                            key,
                            new Attempts.Backoff(
                                1000, Duration.ZERO, Duration.ZERO, 2000, Duration.ZERO));
                      }
                    }),
            StoreRule.SES_19),
        Mutant.of(
            "prunes sessions of exactly that age",
            "rows pruned: 2 sessions",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public int prune(
                          SessionAge age,
                          Instant attemptsBefore,
                          int mostAttempts,
                          Instant devicesBefore,
                          int limit) {
                        SessionAge later =
                            new SessionAge(age.activeSince().plusMillis(1), age.createdSince());
                        return real.prune(
                            later, attemptsBefore, mostAttempts, devicesBefore, limit);
                      }
                    }),
            StoreRule.SES_20),
        Mutant.of(
            "prunes attempts that began at the very time",
            "rows pruned: 2 sessions",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public int prune(
                          SessionAge age,
                          Instant attemptsBefore,
                          int mostAttempts,
                          Instant devicesBefore,
                          int limit) {
                        return real.prune(
                            age, attemptsBefore.plusMillis(1), mostAttempts, devicesBefore, limit);
                      }
                    }),
            StoreRule.SES_20),
        Mutant.of(
            "prunes no devices",
            "rows pruned: 2 sessions",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public int prune(
                          SessionAge age,
                          Instant attemptsBefore,
                          int mostAttempts,
                          Instant devicesBefore,
                          int limit) {
                        return real.prune(age, attemptsBefore, mostAttempts, Instant.EPOCH, limit);
                      }
                    }),
            StoreRule.SES_20,
            StoreRule.SES_13,
            StoreRule.SES_22),
        Mutant.of(
            "keeps attempts however many there are",
            "keys pruned of 5",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public int prune(
                          SessionAge age,
                          Instant attemptsBefore,
                          int mostAttempts,
                          Instant devicesBefore,
                          int limit) {
                        return real.prune(
                            age, attemptsBefore, Integer.MAX_VALUE, devicesBefore, limit);
                      }
                    }),
            StoreRule.SES_21),
        Mutant.of(
            "prunes all at once",
            "at most 4 per call",
            SessionMutants.broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public int prune(
                          SessionAge age,
                          Instant attemptsBefore,
                          int mostAttempts,
                          Instant devicesBefore,
                          int limit) {
                        return real.prune(
                            age, attemptsBefore, mostAttempts, devicesBefore, Integer.MAX_VALUE);
                      }
                    }),
            StoreRule.SES_22));
  }

  private static final class WaitsAnew extends ForwardingSessions {

    private final Map<TokenHash, Instant> refused = new ConcurrentHashMap<>();

    WaitsAnew(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
      Instant last = refused.get(key);
      boolean waits = last != null && now.isBefore(last.plus(backoff.firstWait()));
      boolean begun = !waits && real.beginAttempt(key, now, backoff);
      if (!begun) {
        refused.put(key, now);
      }
      return begun;
    }

    @Override
    public void clearAttempts(TokenHash key) {
      refused.remove(key);
      real.clearAttempts(key);
    }
  }

  /** Counts up to the wait at once when it should count from one. */
  private static final class Remembers extends ForwardingSessions {

    private final Map<TokenHash, Instant> last = new ConcurrentHashMap<>();

    Remembers(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
      boolean begun = real.beginAttempt(key, now, backoff);
      Instant before = begun ? last.put(key, now) : null;
      if (before != null && !now.isBefore(before.plus(backoff.pause()))) {
        for (int i = 0; i < backoff.free(); i++) {
          real.beginAttempt(key, now, backoff);
        }
      }
      return begun;
    }
  }

  private static final class LosesAnAttempt extends ForwardingSessions {

    private final AtomicBoolean lost = new AtomicBoolean();

    LosesAnAttempt(InMemoryStore store) {
      super(store);
    }

    @Override
    public synchronized boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
      boolean begun = real.beginAttempt(key, now, backoff);
      boolean racing = Thread.currentThread().getName().startsWith("contract-");
      if (begun && racing && !lost.getAndSet(true)) {
        real.takeAttemptBack(key, backoff);
      }
      return begun;
    }
  }

  /** Two threads that see a new key at once both count its first attempt. */
  private static final class ReadsThenCounts extends ForwardingSessions {

    private final Map<TokenHash, Boolean> known = new ConcurrentHashMap<>();

    ReadsThenCounts(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
      if (known.containsKey(key)) {
        return real.beginAttempt(key, now, backoff);
      }
      gate.meet();
      boolean first = known.putIfAbsent(key, true) == null;
      return (first && real.beginAttempt(key, now, backoff)) || !first;
    }
  }
}
