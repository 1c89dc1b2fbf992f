package dev.melme.api.outbound;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one draft of a mailbox: a UUIDv7 (RFC 9562 §5.7). Alone it finds nothing: it always
 * travels together with the mailbox's id.
 *
 * @param value the UUID
 */
public record DraftId(UUID value) implements Comparable<DraftId> {

  /** Checks that there is a value. */
  public DraftId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads an id from its text form.
   *
   * @param text a UUID such as {@code 0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11}
   * @return the id
   * @throws InvalidValueException when the text is not a UUID
   */
  public static DraftId parse(String text) {
    return new DraftId(MessageId.parse(text).value());
  }

  /** Orders by the unsigned value of the UUID, which is the order of creation on one node. */
  @Override
  public int compareTo(DraftId other) {
    return new MessageId(value).compareTo(new MessageId(other.value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
