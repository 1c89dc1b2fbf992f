package dev.melme.inmemory;

import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import dev.melme.spi.Attempts;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Passwords, sessions and failed attempts in memory. */
final class InMemorySessionRepository implements SessionRepository {

  private final InMemoryStore store;

  InMemorySessionRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public Optional<Credential> credential(Slug slug) {
    MailboxId id = store.contents().slugs.get(slug);
    return id == null ? Optional.empty() : credential(id);
  }

  @Override
  public Optional<Credential> credential(MailboxId mailboxId) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null
        ? Optional.empty()
        : shelf.withSessions(
            (held, active) -> Optional.of(held.credential(shelf, active)), Optional.empty());
  }

  @Override
  public boolean setPassword(
      MailboxId mailboxId, Optional<Long> expectedEpoch, String passwordHash) {
    return in(mailboxId, held -> held.setPassword(expectedEpoch, passwordHash), false);
  }

  @Override
  public boolean replaceHash(MailboxId mailboxId, String from, String to) {
    return in(mailboxId, held -> held.replaceHash(from, to), false);
  }

  @Override
  public boolean open(NewSession session) {
    return inActive(session.session().mailboxId(), held -> held.open(session), false);
  }

  @Override
  public Optional<Session> resume(
      MailboxId mailboxId, TokenHash token, SessionAge age, Instant now, Instant touchBefore) {
    return inActive(mailboxId, held -> held.resume(token, age, now, touchBefore), Optional.empty());
  }

  @Override
  public List<Session> list(MailboxId mailboxId, SessionAge age, int limit) {
    return in(mailboxId, held -> held.list(age, limit), List.of());
  }

  @Override
  public boolean end(MailboxId mailboxId, SessionId sessionId) {
    return in(mailboxId, held -> held.end(sessionId), false);
  }

  @Override
  public int endAll(MailboxId mailboxId) {
    return in(mailboxId, ShelvedSessions::endAll, 0);
  }

  @Override
  public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
    return in(mailboxId, held -> held.knowsDevice(device), false);
  }

  @Override
  public boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
    AtomicBoolean begun = new AtomicBoolean();
    store
        .contents()
        .attempts
        .compute(
            key,
            (same, before) -> {
              Attempts attempts = before == null ? Attempts.none(now) : before;
              begun.set(attempts.mayBegin(now, backoff));
              return begun.get() ? attempts.next(now, backoff) : attempts;
            });
    return begun.get();
  }

  @Override
  public void takeAttemptBack(TokenHash key, Attempts.Backoff backoff) {
    store.contents().attempts.computeIfPresent(key, (same, before) -> before.takenBack(backoff));
  }

  @Override
  public void clearAttempts(TokenHash key) {
    store.contents().attempts.remove(key);
  }

  @Override
  public int prune(
      SessionAge age, Instant attemptsBefore, int mostAttempts, Instant devicesBefore, int limit) {
    Contents contents = store.contents();
    int pruned = pruneAttempts(contents, attemptsBefore, mostAttempts, limit);
    for (MailboxShelf shelf : contents.shelves.values()) {
      int left = limit - pruned;
      if (left > 0) {
        pruned += shelf.withSessions((held, active) -> held.prune(age, devicesBefore, left), 0);
      }
    }
    return pruned;
  }

  private static int pruneAttempts(Contents contents, Instant before, int most, int limit) {
    List<Map.Entry<TokenHash, Attempts>> oldestFirst =
        new ArrayList<>(contents.attempts.entrySet());
    oldestFirst.sort(Comparator.comparing(entry -> entry.getValue().lastAt()));
    int tooMany = oldestFirst.size() - most;
    int pruned = 0;
    for (Map.Entry<TokenHash, Attempts> entry : oldestFirst) {
      boolean outlived = entry.getValue().lastAt().isBefore(before) || pruned < tooMany;
      if (!outlived || pruned == limit) {
        break;
      }
      // one that began meanwhile stays
      if (contents.attempts.remove(entry.getKey(), entry.getValue())) {
        pruned++;
      }
    }
    return pruned;
  }

  private <R> R in(MailboxId mailboxId, Function<ShelvedSessions, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null
        ? missing
        : shelf.withSessions((held, active) -> action.apply(held), missing);
  }

  private <R> R inActive(MailboxId mailboxId, Function<ShelvedSessions, R> action, R missing) {
    MailboxShelf shelf = store.contents().shelves.get(mailboxId);
    return shelf == null
        ? missing
        : shelf.withSessions((held, active) -> active ? action.apply(held) : missing, missing);
  }
}
