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

  private static final int MAX_FIELD = 16 * 1024;

  /**
   * Checks all values.
   *
   * @throws InvalidValueException when the trace field or the authentication results are no text of
   *     a header field
   */
  public Reception {
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(reversePath, "reversePath");
    Objects.requireNonNull(client, "client");
    traceField.ifPresent(Reception::requireTraceField);
    authenticationResults.ifPresent(Reception::requireAuthenticationResults);
  }

  /**
   * Checks a trace field before anything is made of it.
   *
   * @param field name, colon and value; folded or not, without the last line end (RFC 5322 §2.2.3);
   *     at most 16 KiB
   * @throws InvalidValueException when it is too long, has no name, or holds a control character, a
   *     line end that folds nothing, or half a character
   */
  public static void requireTraceField(String field) {
    int colon = field.indexOf(':');
    boolean named = colon > 0 && field.chars().limit(colon).allMatch(c -> c > ' ' && c <= '~');
    if (!named) {
      throw new InvalidValueException("A trace field begins with its name and a colon");
    }
    Texts.requireFolded("A trace field", field, MAX_FIELD);
  }

  /**
   * Checks authentication results before anything is made of them.
   *
   * @param results the value of a header field; folded or not, without the last line end; at most
   *     16 KiB
   * @throws InvalidValueException when it is blank or too long, or holds a control character, a
   *     line end that folds nothing, or half a character
   */
  public static void requireAuthenticationResults(String results) {
    Texts.requireFolded("An authentication result", results, MAX_FIELD);
  }
}
