package dev.melme.testkit;

import dev.melme.api.MailboxId;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** What the contract signs in with. */
final class SessionSpecimens {

  /** Every session holds. */
  static final SessionAge ANY_AGE = new SessionAge(Instant.EPOCH, Instant.EPOCH);

  private SessionSpecimens() {}

  /** The hash of a secret that nobody else has. */
  static TokenHash secret() {
    return TokenHash.of("secret " + Ids.next());
  }

  /** The look-alike of a hash: small letters for capitals and the other way round. */
  static TokenHash otherCase(TokenHash hash) {
    StringBuilder other = new StringBuilder();
    for (char c : hash.value().toCharArray()) {
      other.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return new TokenHash(other.toString());
  }

  static Session session(MailboxId mailboxId, Instant createdAt) {
    return new Session(
        new SessionId(Ids.next()),
        mailboxId,
        createdAt,
        createdAt,
        Optional.of("Browser on a desk"),
        Optional.of("2001:db8::7"),
        Optional.empty());
  }

  /** A session under a secret and with a device of its own. */
  static NewSession newSession(Session session, long epoch) {
    return new NewSession(session, secret(), secret(), epoch);
  }

  static NewSession inEpoch(NewSession session, long epoch) {
    return new NewSession(session.session(), session.token(), session.device(), epoch);
  }
}
