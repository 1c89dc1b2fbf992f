package dev.melme.core.signin;

import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.workspace.SessionEndedException;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the store each time whether a session still holds, and notes that it is used. */
final class SessionEntrance implements Entrance {

  /** Longer than any session holds. */
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final SessionRepository sessions;
  private final SignInRules rules;
  private final StoreTime time;
  private final MailboxId mailboxId;
  private final TokenHash token;

  SessionEntrance(
      SessionRepository sessions,
      SignInRules rules,
      StoreTime time,
      MailboxId mailboxId,
      TokenHash token) {
    this.sessions = sessions;
    this.rules = rules;
    this.time = time;
    this.mailboxId = mailboxId;
    this.token = token;
  }

  MailboxId mailboxId() {
    return mailboxId;
  }

  /** The session, while it holds. */
  Optional<Session> resume() {
    return resume(SignInRules.TOUCH);
  }

  private Optional<Session> resume(Duration touchAfter) {
    Instant now = time.now();
    return sessions.resume(mailboxId, token, rules.age(now), now, now.minus(touchAfter));
  }

  @Override
  public void look() {
    if (resume(NEVER).isEmpty()) {
      throw new SessionEndedException();
    }
  }

  @Override
  public Optional<Session> enter() {
    Optional<Session> session = resume();
    if (session.isEmpty()) {
      throw new SessionEndedException();
    }
    return session;
  }
}
