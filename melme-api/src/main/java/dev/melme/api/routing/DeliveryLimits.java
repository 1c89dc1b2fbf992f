package dev.melme.api.routing;

import dev.melme.api.InvalidValueException;

/**
 * Bounds of what is taken in.
 *
 * @param recipients the most recipients of one message (452 4.5.3 beyond); RFC 5321 §4.5.3.1.8
 *     wants at least 100
 * @param messageBytes the most bytes of one message (552 5.3.4 beyond)
 * @param receivedFields the most Received fields of one message (554 5.4.6 beyond); RFC 5321 §6.3
 *     wants at least 100
 */
public record DeliveryLimits(int recipients, long messageBytes, int receivedFields) {

  /** 100 recipients, 50 MiB, 100 Received fields. */
  public static final DeliveryLimits DEFAULT = new DeliveryLimits(100, 50L << 20, 100);

  /**
   * Checks the numbers.
   *
   * @throws InvalidValueException when one is not positive
   */
  public DeliveryLimits {
    if (recipients < 1 || messageBytes < 1 || receivedFields < 1) {
      throw new InvalidValueException("Limits must be positive. Start from DeliveryLimits.DEFAULT");
    }
  }

  /**
   * The same limits with another number of recipients.
   *
   * @param count the most recipients of one message
   * @return a changed copy
   */
  public DeliveryLimits withRecipients(int count) {
    return new DeliveryLimits(count, messageBytes, receivedFields);
  }

  /**
   * The same limits with another message size.
   *
   * @param bytes the most bytes of one message
   * @return a changed copy
   */
  public DeliveryLimits withMessageBytes(long bytes) {
    return new DeliveryLimits(recipients, bytes, receivedFields);
  }

  /**
   * The same limits with another number of Received fields.
   *
   * @param count the most Received fields of one message
   * @return a changed copy
   */
  public DeliveryLimits withReceivedFields(int count) {
    return new DeliveryLimits(recipients, messageBytes, count);
  }
}
