package dev.melme.api;

import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one conversation of a mailbox: a UUIDv7 (RFC 9562 §5.7). Like a {@link MessageId} it
 * always travels together with the {@link MailboxId}: alone it finds nothing.
 *
 * @param value the UUID
 */
public record ConversationId(UUID value) implements Comparable<ConversationId> {

  /** Checks that there is a value. */
  public ConversationId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads an id from its text form.
   *
   * @param text a UUID such as {@code 0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11}
   * @return the id
   * @throws InvalidValueException when the text is not a UUID
   */
  public static ConversationId parse(String text) {
    return new ConversationId(Uuids.parse(text));
  }

  /** Orders by the unsigned value of the UUID, which is the order of creation on one node. */
  @Override
  public int compareTo(ConversationId other) {
    return Uuids.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
