package dev.melme.api;

import java.util.UUID;

/** What the typed ids share: {@link UUID} itself compares as signed numbers and parses loosely. */
final class Uuids {

  private static final int TEXT_LENGTH = 36;

  private Uuids() {}

  static UUID parse(String text) {
    try {
      if (text.length() == TEXT_LENGTH) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // falls through to the one message below
    }
    throw new InvalidValueException(
        "Not an id. An id is a UUID of 36 characters, as MelMe printed it");
  }

  static int compareUnsigned(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }
}
