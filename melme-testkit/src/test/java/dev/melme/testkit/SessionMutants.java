package dev.melme.testkit;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.Credential;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stores that break the rules of passwords and sessions. */
final class SessionMutants {

  private SessionMutants() {}

  static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingSessions> mutant) {
    return store -> ForwardingStore.with(store, mutant.apply(store));
  }

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
            "has a credential only with a password",
            "the credential of a new mailbox, found by its slug",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Credential> credential(Slug slug) {
                        return real.credential(slug)
                            .filter(found -> found.passwordHash().isPresent());
                      }
                    }),
            StoreRule.SES_01),
        Mutant.of(
            "cuts a hash to 255 characters",
            "the credential with a hash of 500 characters",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean setPassword(
                          MailboxId mailboxId, Optional<Long> expectedEpoch, String hash) {
                        return real.setPassword(
                            mailboxId,
                            expectedEpoch,
                            hash.substring(0, Math.min(255, hash.length())));
                      }
                    }),
            StoreRule.SES_02),
        Mutant.of(
                "keeps the sessions with a new password",
                "sessions that resume after a new password",
                broken(
                    store ->
                        new ForwardingSessions(store) {
                          @Override
                          public boolean setPassword(
                              MailboxId mailboxId, Optional<Long> expectedEpoch, String hash) {
                            boolean set = real.setPassword(mailboxId, expectedEpoch, hash);
                            if (set) {
                              reopen(mailboxId);
                            }
                            return set;
                          }
                        }),
                StoreRule.SES_02)
            .andByChance(StoreRule.SES_23),
        Mutant.of(
            "sets a password in any epoch",
            "setPassword() in the epochs before and after",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean setPassword(
                          MailboxId mailboxId, Optional<Long> expectedEpoch, String hash) {
                        return real.setPassword(mailboxId, Optional.empty(), hash);
                      }
                    }),
            StoreRule.SES_03),
        Mutant.of(
            "sets a password without a mailbox",
            "and without a mailbox",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean setPassword(
                          MailboxId mailboxId, Optional<Long> expectedEpoch, String hash) {
                        return real.setPassword(mailboxId, expectedEpoch, hash)
                            || real.credential(mailboxId).isEmpty();
                      }
                    }),
            StoreRule.SES_03),
        Mutant.of(
            "compares hashes without case",
            "replaceHash() from three other hashes",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean replaceHash(MailboxId mailboxId, String from, String to) {
                        String stored =
                            real.credential(mailboxId)
                                .flatMap(Credential::passwordHash)
                                .filter(from::equalsIgnoreCase)
                                .orElse(from);
                        return real.replaceHash(mailboxId, stored, to);
                      }
                    }),
            StoreRule.SES_04),
        Mutant.of(
            "ends the sessions with a replaced hash",
            "the credential with its new hash, in the same epoch",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean replaceHash(MailboxId mailboxId, String from, String to) {
                        boolean replaced = real.replaceHash(mailboxId, from, to);
                        if (replaced) {
                          real.endAll(mailboxId);
                        }
                        return replaced;
                      }
                    }),
            StoreRule.SES_04),
        Mutant.of(
            "forgets the operator",
            "a session by its secret, as it was opened",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean open(NewSession session) {
                        Session full = session.session();
                        return real.open(
                            new NewSession(
                                new Session(
                                    full.id(),
                                    full.mailboxId(),
                                    full.createdAt(),
                                    full.lastActiveAt(),
                                    full.userAgent(),
                                    full.clientAddress(),
                                    Optional.empty()),
                                session.token(),
                                session.device(),
                                session.epoch()));
                      }
                    }),
            StoreRule.SES_05),
        Mutant.of(
            "compares secrets without case",
            "one in another case",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Session> resume(
                          MailboxId mailboxId,
                          TokenHash token,
                          SessionAge age,
                          Instant now,
                          Instant touchBefore) {
                        TokenHash alike =
                            opened.stream()
                                .map(NewSession::token)
                                .filter(each -> each.value().equalsIgnoreCase(token.value()))
                                .findFirst()
                                .orElse(token);
                        return real.resume(mailboxId, alike, age, now, touchBefore);
                      }
                    }),
            StoreRule.SES_05),
        Mutant.of(
                "opens sessions in any epoch",
                "open() in the epochs before and after",
                broken(
                    store ->
                        new ForwardingSessions(store) {
                          @Override
                          public boolean open(NewSession session) {
                            return real.open(
                                SessionSpecimens.inEpoch(
                                    session, epoch(session.session().mailboxId())));
                          }
                        }),
                StoreRule.SES_06,
                StoreRule.SES_11)
            .andByChance(StoreRule.SES_23),
        Mutant.of(
            "remembers the device of a session that it refuses",
            "whether the device of a refused session is known",
            broken(RemembersRefusedDevices::new),
            StoreRule.SES_06),
        Mutant.of(
            "answers the time of this use",
            "what resume() answered",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Session> resume(
                          MailboxId mailboxId,
                          TokenHash token,
                          SessionAge age,
                          Instant now,
                          Instant touchBefore) {
                        return real.resume(mailboxId, token, age, now, touchBefore)
                            .map(
                                before ->
                                    before.lastActiveAt().isBefore(touchBefore)
                                        ? before.activeAt(now)
                                        : before);
                      }
                    }),
            StoreRule.SES_07),
        Mutant.of(
            "notes a use at the very time",
            "the session after uses",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Session> resume(
                          MailboxId mailboxId,
                          TokenHash token,
                          SessionAge age,
                          Instant now,
                          Instant touchBefore) {
                        return real.resume(mailboxId, token, age, now, touchBefore.plusMillis(1));
                      }
                    }),
            StoreRule.SES_07),
        Mutant.of(
            "lets sessions of exactly that age go",
            "a session of exactly that age",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public List<Session> list(MailboxId mailboxId, SessionAge age, int limit) {
                        SessionAge later =
                            new SessionAge(age.activeSince().plusMillis(1), age.createdSince());
                        return real.list(mailboxId, later, limit);
                      }
                    }),
            StoreRule.SES_08,
            StoreRule.SES_09),
        Mutant.of(
            "never asks how old a session is",
            "resume() of a session that is past",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Session> resume(
                          MailboxId mailboxId,
                          TokenHash token,
                          SessionAge age,
                          Instant now,
                          Instant touchBefore) {
                        SessionAge unused = new SessionAge(age.activeSince(), Instant.EPOCH);
                        return real.resume(mailboxId, token, unused, now, touchBefore);
                      }
                    }),
            StoreRule.SES_08),
        Mutant.of(
            "lists those used last first",
            "all sessions of a mailbox by id",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public List<Session> list(MailboxId mailboxId, SessionAge age, int limit) {
                        return real.list(mailboxId, age, Integer.MAX_VALUE).stream()
                            .sorted(Comparator.comparing(Session::lastActiveAt).reversed())
                            .limit(limit)
                            .toList();
                      }
                    }),
            StoreRule.SES_09),
        Mutant.of(
            "counts sessions that it leaves out of a list",
            "at most 3 sessions when the newest does not hold",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public List<Session> list(MailboxId mailboxId, SessionAge age, int limit) {
                        return real.list(mailboxId, SessionSpecimens.ANY_AGE, limit).stream()
                            .filter(age::holds)
                            .toList();
                      }
                    }),
            StoreRule.SES_09),
        Mutant.of(
            "ends what is not there",
            "end() twice",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean end(MailboxId mailboxId, SessionId sessionId) {
                        real.end(mailboxId, sessionId);
                        return true;
                      }
                    }),
            StoreRule.SES_10),
        Mutant.of(
            "moves to the next epoch with each session that ends",
            "the credential after a session was ended",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean end(MailboxId mailboxId, SessionId sessionId) {
                        boolean ended = real.end(mailboxId, sessionId);
                        if (ended) {
                          List<NewSession> others =
                              opened.stream()
                                  .filter(each -> !each.session().id().equals(sessionId))
                                  .toList();
                          opened.retainAll(others);
                          real.endAll(mailboxId);
                          reopen(mailboxId);
                        }
                        return ended;
                      }
                    }),
            StoreRule.SES_10),
        Mutant.of(
                "stays in the epoch when it ends all",
                "the credential after endAll(), in the next epoch",
                broken(
                    store ->
                        new ForwardingSessions(store) {
                          @Override
                          public int endAll(MailboxId mailboxId) {
                            List<Session> all =
                                real.list(mailboxId, SessionSpecimens.ANY_AGE, Integer.MAX_VALUE);
                            all.forEach(each -> real.end(mailboxId, each.id()));
                            return all.size();
                          }
                        }),
                StoreRule.SES_11)
            .andByChance(StoreRule.SES_23),
        Mutant.of(
                "hides the sessions of an inactive mailbox",
                "sessions that resume when active again",
                SessionMutants::hidesSessions,
                StoreRule.SES_12)
            .andByChance(StoreRule.SES_23),
        Mutant.of(
            "ends the sessions with every update",
            "sessions that resume after an update that leaves it active",
            SessionMutants::endsWithEveryUpdate,
            StoreRule.SES_12),
        Mutant.of(
            "leaves the devices of an erased mailbox behind",
            "whether its device is known",
            SessionMutants::leavesDevices,
            StoreRule.SES_13),
        Mutant.of(
            "erases a device with one of its mailboxes",
            "whether the device is known in the other",
            SessionMutants::erasesDevices,
            StoreRule.SES_13),
        Mutant.of(
            "forgets a device with its session",
            "whether a device is known at first",
            broken(ForgetsDevices::new),
            StoreRule.SES_14),
        Mutant.of(
            "knows a device in every mailbox",
            "in a mailbox that it never signed in to",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
                        return real.knowsDevice(mailboxId, device)
                            || opened.stream()
                                .map(each -> each.session().mailboxId())
                                .anyMatch(any -> real.knowsDevice(any, device));
                      }
                    }),
            StoreRule.SES_14,
            StoreRule.SES_13,
            StoreRule.SES_24),
        Mutant.of(
            "checks the epoch before it opens a session",
            "sessions that resume although",
            broken(ChecksThenOpens::new),
            StoreRule.SES_23),
        Mutant.of(
            "ends sessions by their id alone",
            "SessionRepository.end answers true for a foreign session",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public boolean end(MailboxId mailboxId, SessionId sessionId) {
                        boolean ended = real.end(mailboxId, sessionId);
                        return ended
                            || opened.stream()
                                .map(each -> each.session().mailboxId())
                                .anyMatch(any -> real.end(any, sessionId));
                      }
                    }),
            StoreRule.SES_24,
            StoreRule.SES_10),
        Mutant.of(
            "notes the use of a session by whoever knows its secret",
            "SessionRepository.resume changed a session of another mailbox",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Session> resume(
                          MailboxId mailboxId,
                          TokenHash token,
                          SessionAge age,
                          Instant now,
                          Instant touchBefore) {
                        for (NewSession each : opened) {
                          MailboxId any = each.session().mailboxId();
                          if (!any.equals(mailboxId)) {
                            real.resume(any, token, age, now, touchBefore);
                          }
                        }
                        return real.resume(mailboxId, token, age, now, touchBefore);
                      }
                    }),
            StoreRule.SES_24),
        Mutant.of(
            "finds a session by its secret alone",
            "SessionRepository.resume answers Optional",
            broken(
                store ->
                    new ForwardingSessions(store) {
                      @Override
                      public Optional<Session> resume(
                          MailboxId mailboxId,
                          TokenHash token,
                          SessionAge age,
                          Instant now,
                          Instant touchBefore) {
                        return real.resume(mailboxId, token, age, now, touchBefore)
                            .or(
                                () ->
                                    opened.stream()
                                        .map(each -> each.session().mailboxId())
                                        .flatMap(
                                            any ->
                                                real
                                                    .resume(any, token, age, now, touchBefore)
                                                    .stream())
                                        .findFirst());
                      }
                    }),
            StoreRule.SES_24,
            StoreRule.SES_05));
  }

  /** A device in a mailbox. */
  private record Known(MailboxId mailboxId, TokenHash device) {

    static Known of(NewSession session) {
      return new Known(session.session().mailboxId(), session.device());
    }
  }

  private static final class RemembersRefusedDevices extends ForwardingSessions {

    private final Set<Known> refused = ConcurrentHashMap.newKeySet();

    RemembersRefusedDevices(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean open(NewSession session) {
      boolean open = real.open(session);
      if (!open) {
        refused.add(Known.of(session));
      }
      return open;
    }

    @Override
    public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
      return real.knowsDevice(mailboxId, device) || refused.contains(new Known(mailboxId, device));
    }
  }

  private static final class ForgetsDevices extends ForwardingSessions {

    private final Set<Known> forgotten = ConcurrentHashMap.newKeySet();

    ForgetsDevices(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean end(MailboxId mailboxId, SessionId sessionId) {
      boolean ended = real.end(mailboxId, sessionId);
      for (NewSession each : opened) {
        if (ended && each.session().id().equals(sessionId)) {
          forgotten.add(Known.of(each));
        }
      }
      return ended;
    }

    @Override
    public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
      return real.knowsDevice(mailboxId, device)
          && !forgotten.contains(new Known(mailboxId, device));
    }
  }

  private static final class ChecksThenOpens extends ForwardingSessions {

    private final AtomicInteger checked = new AtomicInteger();

    ChecksThenOpens(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean open(NewSession session) {
      MailboxId mailboxId = session.session().mailboxId();
      Optional<Credential> found = real.credential(mailboxId);
      if (found.isEmpty() || !found.get().active() || found.get().epoch() != session.epoch()) {
        return false;
      }
      checked.incrementAndGet();
      gate.await(() -> epoch(mailboxId) != session.epoch());
      return real.open(SessionSpecimens.inEpoch(session, epoch(mailboxId)));
    }

    /** Ends the sessions when one that is opened meanwhile has seen the epoch before. */
    @Override
    public boolean setPassword(
        MailboxId mailboxId, Optional<Long> expectedEpoch, String passwordHash) {
      gate.await(() -> checked.get() > 0);
      return real.setPassword(mailboxId, expectedEpoch, passwordHash);
    }
  }

  private static MelMeStore hidesSessions(InMemoryStore store) {
    ForwardingSessions sessions = new ForwardingSessions(store);
    ForwardingMailboxes mailboxes =
        new ForwardingMailboxes(store) {
          @Override
          public boolean update(Mailbox changed) {
            boolean inactive = real.find(changed.id()).filter(Mailbox::active).isEmpty();
            boolean updated = real.update(changed);
            if (updated && inactive && changed.active()) {
              sessions.reopen(changed.id());
            }
            return updated;
          }
        };
    return ForwardingStore.with(store, mailboxes, sessions);
  }

  private static MelMeStore endsWithEveryUpdate(InMemoryStore store) {
    return ForwardingStore.with(
        store,
        new ForwardingMailboxes(store) {
          @Override
          public boolean update(Mailbox changed) {
            boolean updated = real.update(changed);
            if (updated && changed.active()) {
              store.sessions().endAll(changed.id());
            }
            return updated;
          }
        });
  }

  private static MelMeStore leavesDevices(InMemoryStore store) {
    Set<Known> leftBehind = ConcurrentHashMap.newKeySet();
    ForwardingSessions sessions =
        new ForwardingSessions(store) {
          @Override
          public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
            return real.knowsDevice(mailboxId, device)
                || leftBehind.contains(new Known(mailboxId, device));
          }
        };
    return ForwardingStore.with(store, erasing(store, sessions, leftBehind), sessions);
  }

  private static MelMeStore erasesDevices(InMemoryStore store) {
    Set<Known> erased = ConcurrentHashMap.newKeySet();
    ForwardingSessions sessions =
        new ForwardingSessions(store) {
          @Override
          public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
            return real.knowsDevice(mailboxId, device)
                && erased.stream().noneMatch(each -> each.device().equals(device));
          }
        };
    return ForwardingStore.with(store, erasing(store, sessions, erased), sessions);
  }

  /** Writes down the devices of a mailbox when it is erased. */
  private static ForwardingMailboxes erasing(
      InMemoryStore store, ForwardingSessions sessions, Set<Known> devices) {
    return new ForwardingMailboxes(store) {
      @Override
      public boolean erase(MailboxId id) {
        for (NewSession each : sessions.opened) {
          if (each.session().mailboxId().equals(id)) {
            devices.add(Known.of(each));
          }
        }
        return real.erase(id);
      }
    };
  }
}
