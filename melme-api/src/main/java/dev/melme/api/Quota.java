package dev.melme.api;

/**
 * How much a mailbox may hold. A mailbox at or over a limit refuses new mail for the time being
 * (452 4.2.2); usage is looked up at most every ten seconds, so a burst may overshoot.
 *
 * @param maxBytes total size of the messages, in bytes
 * @param maxMessages number of messages
 */
public record Quota(long maxBytes, long maxMessages) {

  /** No limit at all. */
  public static final Quota UNLIMITED = new Quota(Long.MAX_VALUE, Long.MAX_VALUE);

  /**
   * Checks the numbers.
   *
   * @throws InvalidValueException when one is negative
   */
  public Quota {
    if (maxBytes < 0 || maxMessages < 0) {
      throw new InvalidValueException(
          "A quota must not be negative. Use Quota.UNLIMITED for no limit");
    }
  }

  /**
   * Limits the bytes alone.
   *
   * @param maxBytes total size of the messages, in bytes
   * @return the quota
   */
  public static Quota ofBytes(long maxBytes) {
    return new Quota(maxBytes, Long.MAX_VALUE);
  }

  /**
   * Limits the number of messages alone.
   *
   * @param maxMessages number of messages
   * @return the quota
   */
  public static Quota ofMessages(long maxMessages) {
    return new Quota(Long.MAX_VALUE, maxMessages);
  }

  /**
   * Tells whether there is no limit.
   *
   * @return true when neither number can be reached
   */
  public boolean unlimited() {
    return maxBytes == Long.MAX_VALUE && maxMessages == Long.MAX_VALUE;
  }

  /**
   * Tells whether one more message still fits.
   *
   * @param usage what is stored already
   * @param messageBytes size of the new message in bytes, 0 when it is not known yet
   * @return true when both limits hold with the new message
   */
  public boolean admits(MailboxUsage usage, long messageBytes) {
    return usage.messages() < maxMessages && usage.bytes() <= maxBytes - messageBytes;
  }
}
