package dev.melme.api;

/**
 * What a mailbox holds.
 *
 * @param messages number of stored messages
 * @param bytes total size of their original bytes
 */
public record MailboxUsage(long messages, long bytes) {

  /** An empty mailbox. */
  public static final MailboxUsage NONE = new MailboxUsage(0, 0);
}
