package dev.melme.spi;

import dev.melme.api.Session;
import java.time.Instant;
import java.util.Objects;

/**
 * Which sessions hold at a time.
 *
 * @param activeSince those last active before this time do not
 * @param createdSince those created before this time do not
 */
public record SessionAge(Instant activeSince, Instant createdSince) {

  /** Checks that nothing is missing. */
  public SessionAge {
    Objects.requireNonNull(activeSince, "activeSince");
    Objects.requireNonNull(createdSince, "createdSince");
  }

  /**
   * Tells whether a session holds.
   *
   * @param session the session
   * @return false when it is too old or was unused for too long
   */
  public boolean holds(Session session) {
    return !session.lastActiveAt().isBefore(activeSince)
        && !session.createdAt().isBefore(createdSince);
  }
}
