package dev.melme.api;

import java.util.Objects;
import java.util.UUID;

/**
 * Names one session of a mailbox, for lists and for revoking: a UUIDv7 (RFC 9562 §5.7). It is no
 * secret and signs nobody in, and like a {@link MessageId} it finds nothing without its mailbox.
 *
 * @param value the UUID
 */
public record SessionId(UUID value) implements Comparable<SessionId> {

  /** Checks that there is a value. */
  public SessionId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads an id from its text form.
   *
   * @param text a UUID such as {@code 0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11}
   * @return the id
   * @throws InvalidValueException when the text is not a UUID
   */
  public static SessionId parse(String text) {
    return new SessionId(Uuids.parse(text));
  }

  /** Orders by the unsigned value of the UUID, which is the order of creation on one node. */
  @Override
  public int compareTo(SessionId other) {
    return Uuids.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
