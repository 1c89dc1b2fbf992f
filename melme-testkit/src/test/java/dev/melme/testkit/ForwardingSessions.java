package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.Attempts;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

class ForwardingSessions implements SessionRepository {

  final InMemoryStore store;
  final SessionRepository real;
  final Gate gate = new Gate();

  /** All that were ever opened. */
  final List<NewSession> opened = new CopyOnWriteArrayList<>();

  ForwardingSessions(InMemoryStore store) {
    this.store = store;
    this.real = store.sessions();
  }

  long epoch(MailboxId mailboxId) {
    return real.credential(mailboxId).map(Credential::epoch).orElse(-1L);
  }

  /** Opens what was ever opened in a mailbox once more, in its epoch of now. */
  void reopen(MailboxId mailboxId) {
    for (NewSession session : opened) {
      if (session.session().mailboxId().equals(mailboxId)) {
        real.open(SessionSpecimens.inEpoch(session, epoch(mailboxId)));
      }
    }
  }

  @Override
  public Optional<Credential> credential(Slug slug) {
    return real.credential(slug);
  }

  @Override
  public Optional<Credential> credential(MailboxId mailboxId) {
    return real.credential(mailboxId);
  }

  @Override
  public boolean setPassword(
      MailboxId mailboxId, Optional<Long> expectedEpoch, String passwordHash) {
    return real.setPassword(mailboxId, expectedEpoch, passwordHash);
  }

  @Override
  public boolean replaceHash(MailboxId mailboxId, String from, String to) {
    return real.replaceHash(mailboxId, from, to);
  }

  @Override
  public boolean open(NewSession session) {
    boolean open = real.open(session);
    if (open) {
      opened.add(session);
    }
    return open;
  }

  @Override
  public Optional<Session> resume(
      MailboxId mailboxId, TokenHash token, SessionAge age, Instant now, Instant touchBefore) {
    return real.resume(mailboxId, token, age, now, touchBefore);
  }

  @Override
  public List<Session> list(MailboxId mailboxId, SessionAge age, int limit) {
    return real.list(mailboxId, age, limit);
  }

  @Override
  public boolean end(MailboxId mailboxId, SessionId sessionId) {
    return real.end(mailboxId, sessionId);
  }

  @Override
  public int endAll(MailboxId mailboxId) {
    return real.endAll(mailboxId);
  }

  @Override
  public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
    return real.knowsDevice(mailboxId, device);
  }

  @Override
  public boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
    return real.beginAttempt(key, now, backoff);
  }

  @Override
  public void takeAttemptBack(TokenHash key, Attempts.Backoff backoff) {
    real.takeAttemptBack(key, backoff);
  }

  @Override
  public void clearAttempts(TokenHash key) {
    real.clearAttempts(key);
  }

  @Override
  public int prune(
      SessionAge age, Instant attemptsBefore, int mostAttempts, Instant devicesBefore, int limit) {
    return real.prune(age, attemptsBefore, mostAttempts, devicesBefore, limit);
  }
}
