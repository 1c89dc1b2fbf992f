package dev.melme.core.signin;

import dev.melme.api.Session;
import dev.melme.api.workspace.SessionEndedException;
import java.util.Optional;

/** What lets a workspace in, asked by each of its calls. Safe for use by many threads. */
@FunctionalInterface
public interface Entrance {

  /** Of a host that has checked by its own sign-on who calls. */
  Entrance HOST = Optional::empty;

  /**
   * Lets a call in.
   *
   * @return the session that it belongs to; empty for the host
   * @throws SessionEndedException when the session has ended
   */
  Optional<Session> enter();
}
