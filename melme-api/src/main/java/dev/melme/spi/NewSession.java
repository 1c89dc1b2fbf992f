package dev.melme.spi;

import dev.melme.api.Session;
import java.util.Objects;

/**
 * A session to be opened.
 *
 * @param session the session, last active when it was created
 * @param token the hash of the secret that it is held by
 * @param device the hash of the secret of its device, which the mailbox may know already
 * @param epoch the epoch in which the password was checked
 */
public record NewSession(Session session, TokenHash token, TokenHash device, long epoch) {

  /** Checks that nothing is missing. */
  public NewSession {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(device, "device");
  }
}
