package dev.melme.spi;

import dev.melme.api.DeliveryRecordId;
import java.util.Objects;

/**
 * A part of the delivery log. Ids sort by time, so a time is a bound too: {@link
 * DeliveryRecordId#bound}.
 *
 * @param from the first id that may be in it
 * @param before the first id after it; it is not in it
 */
public record LogRange(DeliveryRecordId from, DeliveryRecordId before) {

  /** Checks that nothing is missing. */
  public LogRange {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(before, "before");
  }

  /**
   * Tells whether a record is in it.
   *
   * @param id the id of the record
   * @return true from {@link #from} on, up to but not including {@link #before}
   */
  public boolean contains(DeliveryRecordId id) {
    return id.compareTo(from) >= 0 && id.compareTo(before) < 0;
  }
}
