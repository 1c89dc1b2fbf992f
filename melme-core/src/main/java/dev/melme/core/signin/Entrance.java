package dev.melme.core.signin;

import dev.melme.api.Session;
import dev.melme.api.workspace.SessionEndedException;
import java.util.Optional;

/** What lets a workspace in, asked by each of its calls. Safe for use by many threads. */
@FunctionalInterface
public interface Entrance {

  /**
   * Lets a call in.
   *
   * @return the session that it belongs to; empty for the host
   * @throws SessionEndedException when the session has ended
   */
  Optional<Session> enter();

  /**
   * Lets a call in that nobody made: it does not count as a use of the session.
   *
   * @throws SessionEndedException when the session has ended
   */
  default void look() {
    enter();
  }

  /**
   * Who of the team calls; never shown to anyone outside.
   *
   * @return the name that the session was given, or that the host gave
   * @throws SessionEndedException when the session has ended
   */
  default Optional<String> operator() {
    return enter().flatMap(Session::operator);
  }

  /**
   * The entrance of a host that has checked by its own sign-on who calls.
   *
   * @param actor who that is
   * @return an entrance without a session
   */
  static Entrance ofHost(String actor) {
    return new Entrance() {
      @Override
      public Optional<Session> enter() {
        return Optional.empty();
      }

      @Override
      public Optional<String> operator() {
        return Optional.of(actor);
      }
    };
  }
}
