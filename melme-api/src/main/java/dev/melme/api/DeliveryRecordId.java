package dev.melme.api;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Names one record of the delivery log: a UUIDv7 (RFC 9562 §5.7), so ids sort by time and an id
 * tells the time of its record.
 *
 * @param value the UUID
 */
public record DeliveryRecordId(UUID value) implements Comparable<DeliveryRecordId> {

  private static final int BITS_AFTER_MILLIS = 16;

  /** As far as a signed number goes, for databases that compare UUIDs as such: the year 6429. */
  private static final long MAX_MILLIS = (1L << 47) - 1;

  /** Checks that there is a value. */
  public DeliveryRecordId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Reads an id from its text form.
   *
   * @param text a UUID such as {@code 0190a6c4-7f3e-7c1a-9b1e-2f6d8e4c0a11}
   * @return the id
   * @throws InvalidValueException when the text is not a UUID
   */
  public static DeliveryRecordId parse(String text) {
    return new DeliveryRecordId(Uuids.parse(text));
  }

  /**
   * A bound that parts the records before a time from those at or after it. It is the id of no
   * record.
   *
   * @param time the time, cut to the millisecond; one before 1970 or after 6429 counts as that
   * @return less than the id of every record made at the time or later, greater than all others
   */
  public static DeliveryRecordId bound(Instant time) {
    long millis;
    try {
      millis = Math.min(Math.max(time.toEpochMilli(), 0), MAX_MILLIS);
    } catch (ArithmeticException beyondLong) {
      millis = time.isBefore(Instant.EPOCH) ? 0 : MAX_MILLIS;
    }
    return new DeliveryRecordId(new UUID(millis << BITS_AFTER_MILLIS, 0));
  }

  /**
   * When the record was made.
   *
   * @return the time within the id, to the millisecond
   */
  public Instant at() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> BITS_AFTER_MILLIS);
  }

  /** Orders by the unsigned value of the UUID, which is the order of creation on one node. */
  @Override
  public int compareTo(DeliveryRecordId other) {
    return Uuids.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
