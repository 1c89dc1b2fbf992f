package dev.melme.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a message came in: what is kept beside its bytes.
 *
 * @param receivedAt when it was taken, by the clock of the store
 * @param reversePath the envelope sender
 * @param client what the host knows about the sending system
 * @param traceField the trace header field that the host would have put before the message, whole,
 *     with its name (RFC 5321 §4.4); the stored bytes do not hold it
 * @param authenticationResults what the host found out about the sender's authentication, as the
 *     value of an Authentication-Results field (RFC 8601); such fields inside the message count for
 *     nothing
 */
public record Reception(
    Instant receivedAt,
    ReversePath reversePath,
    ClientFacts client,
    Optional<String> traceField,
    Optional<String> authenticationResults) {

  /** Checks that nothing is missing. */
  public Reception {
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(reversePath, "reversePath");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(traceField, "traceField");
    Objects.requireNonNull(authenticationResults, "authenticationResults");
  }
}
