package dev.melme.jdbc;

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
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Passwords, sessions and failed attempts in a database. */
final class JdbcSessionRepository implements SessionRepository {

  private final Supplier<Engine> engine;

  JdbcSessionRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public Optional<Credential> credential(Slug slug) {
    return credential("slug", command -> command.text(slug.value()));
  }

  @Override
  public Optional<Credential> credential(MailboxId mailboxId) {
    return credential("mailbox_id", command -> command.uuid(mailboxId.value()));
  }

  private Optional<Credential> credential(String column, Dialect.Binding key) {
    Engine open = engine.get();
    return open.database()
        .read("read a credential", session -> open.credentials().find(session, column, key));
  }

  @Override
  public boolean setPassword(
      MailboxId mailboxId, Optional<Long> expectedEpoch, String passwordHash) {
    Engine open = engine.get();
    UUID id = mailboxId.value();
    return open.database()
        .transact(
            "set a password",
            session -> {
              Optional<Long> epoch = open.credentials().lockEpoch(session, id);
              if (epoch.isEmpty() || (expectedEpoch.isPresent() && !expectedEpoch.equals(epoch))) {
                return false;
              }
              open.credentials().setPassword(session, id, passwordHash);
              open.sessions().endAll(session, id);
              return true;
            });
  }

  @Override
  public boolean replaceHash(MailboxId mailboxId, String from, String to) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "replace a password hash",
            session -> open.credentials().replaceHash(session, mailboxId.value(), from, to));
  }

  @Override
  public boolean open(NewSession opened) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "open a session",
            session -> {
              // a session that a crash of the server takes along is signed in to anew
              open.dialect().commitWithoutWaiting(session);
              return open(open, session, opened);
            });
  }

  private static boolean open(Engine open, dev.melme.jdbc.kit.Session session, NewSession opened)
      throws SQLException {
    UUID mailboxId = opened.session().mailboxId().value();
    Optional<Long> epoch = open.credentials().lockEpoch(session, mailboxId);
    if (epoch.isEmpty()
        || epoch.get() != opened.epoch()
        || !open.credentials().active(session, mailboxId)) {
      return false;
    }
    open.sessions().insert(session, opened);
    return true;
  }

  @Override
  public Optional<Session> resume(
      MailboxId mailboxId, TokenHash token, SessionAge age, Instant now, Instant touchBefore) {
    Engine open = engine.get();
    UUID id = mailboxId.value();
    Optional<Session> found =
        open.database()
            .read("resume a session", session -> open.sessions().find(session, id, token, age));
    if (found.isPresent() && found.get().lastActiveAt().isBefore(touchBefore)) {
      open.database()
          .transact(
              "touch a session",
              session -> {
                open.sessions().touch(session, id, token, now, touchBefore);
                return true;
              });
    }
    return found;
  }

  @Override
  public List<Session> list(MailboxId mailboxId, SessionAge age, int limit) {
    Engine open = engine.get();
    return open.database()
        .read(
            "list sessions",
            session -> open.sessions().list(session, mailboxId.value(), age, limit));
  }

  @Override
  public boolean end(MailboxId mailboxId, SessionId sessionId) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "end a session", session -> open.sessions().end(session, mailboxId.value(), sessionId));
  }

  @Override
  public int endAll(MailboxId mailboxId) {
    Engine open = engine.get();
    return open.database()
        .transact("end all sessions", session -> open.endSessions(session, mailboxId.value()));
  }

  @Override
  public boolean knowsDevice(MailboxId mailboxId, TokenHash device) {
    Engine open = engine.get();
    return open.database()
        .read(
            "look a device up",
            session -> open.sessions().knowsDevice(session, mailboxId.value(), device));
  }

  @Override
  public boolean beginAttempt(TokenHash key, Instant now, Attempts.Backoff backoff) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "count an attempt",
            session -> {
              // nobody crashes the server to get one guess more
              open.dialect().commitWithoutWaiting(session);
              return open.attempts().begin(session, key, now, backoff);
            });
  }

  @Override
  public void takeAttemptBack(TokenHash key, Attempts.Backoff backoff) {
    Engine open = engine.get();
    open.database()
        .transact(
            "take an attempt back",
            session -> {
              open.dialect().commitWithoutWaiting(session);
              open.attempts().takeBack(session, key, backoff);
              return true;
            });
  }

  @Override
  public void clearAttempts(TokenHash key) {
    Engine open = engine.get();
    open.database()
        .transact(
            "forget attempts",
            session -> {
              open.dialect().commitWithoutWaiting(session);
              open.attempts().clear(session, key);
              return true;
            });
  }

  @Override
  public int prune(
      SessionAge age, Instant attemptsBefore, int mostAttempts, Instant devicesBefore, int limit) {
    Engine open = engine.get();
    int pruned =
        open.database()
            .transact(
                "prune attempts",
                session -> open.attempts().prune(session, attemptsBefore, mostAttempts, limit));
    return pruned
        + open.database()
            .transact(
                "prune sessions",
                session -> open.sessions().prune(session, age, devicesBefore, limit - pruned));
  }
}
