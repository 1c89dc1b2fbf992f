package dev.melme.api.mailbox;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a message came into the folder that it lies in, when a team put it there.
 *
 * @param from where it lay before
 * @param at when it was moved, by the clock of the store
 * @param operator who of the team moved it, as the session named itself; never shown to anyone
 *     outside
 */
public record Filing(Folder from, Instant at, Optional<String> operator) {

  /** Checks that nothing is missing. */
  public Filing {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(operator, "operator");
  }
}
