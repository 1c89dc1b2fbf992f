package dev.melme.spi;

/** What became of a message that was to be sent. */
public enum EnqueueOutcome {
  /** Sent copy and row of the outbox are stored, and the draft is gone: now, or before. */
  ENQUEUED,
  /** Nothing was done: the mailbox does not exist. */
  NO_MAILBOX,
  /** Nothing was done: the draft has another version, or it was sent or deleted. */
  DRAFT_CHANGED
}
