package dev.melme.api;

/** Whether a mailbox takes mail. */
public enum MailboxStatus {
  /** Mail is stored and the team may sign in. */
  ACTIVE,
  /** Mail to its aliases is refused, nobody signs in, and all stored mail is kept. */
  INACTIVE
}
