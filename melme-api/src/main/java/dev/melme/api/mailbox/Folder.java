package dev.melme.api.mailbox;

/** Where a message lies in its mailbox: in one folder at a time. */
public enum Folder {
  /** Where messages come in. */
  INBOX,
  /** Done with, and kept. */
  ARCHIVE,
  /** Thrown away, and still there to be restored. */
  TRASH
}
