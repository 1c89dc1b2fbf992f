package dev.melme.api;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one mailbox: a UUIDv7 (RFC 9562 §5.7), so ids sort by the time they were made.
 *
 * @param value the UUID
 */
public record MailboxId(UUID value) implements Comparable<MailboxId> {

  /** Checks that there is a value. */
  public MailboxId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads an id from its text form.
   *
   * @param text a UUID such as {@code 0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11}
   * @return the id
   * @throws InvalidValueException when the text is not a UUID
   */
  public static MailboxId parse(String text) {
    return new MailboxId(Uuids.parse(text));
  }

  /** Orders by the unsigned value of the UUID, which is the order of creation on one node. */
  @Override
  public int compareTo(MailboxId other) {
    return Uuids.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
