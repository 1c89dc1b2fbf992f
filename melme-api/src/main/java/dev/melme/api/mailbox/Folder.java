package dev.melme.api.mailbox;

/** Where a message lies in its mailbox: in one folder at a time. */
public enum Folder {
  /** Where messages come in. */
  INBOX,
  /** Done with, and kept. */
  ARCHIVE,
  /** What the team sent, where its sent copies lie from the start. */
  SENT,
  /** Thrown away, and still there to be restored. */
  TRASH
}
