package dev.melme.jdbc;

import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;

/** Writes the rows of one message into one mailbox, all but the chunks after the first. */
interface TargetWriter {

  /** What became of a target. */
  enum Claim {
    /** Its key was new, and its rows are written. */
    NEW,
    /** Its key is known; nothing was written. */
    KNOWN,
    /** There is no such mailbox; nothing was written. */
    GONE
  }

  /**
   * Keeps the mailbox from being erased before the commit, takes the key, and writes.
   *
   * @param session in a transaction
   * @param target the mailbox
   * @param row what all targets have in common
   * @param firstChunk the first bytes of the message
   */
  Claim write(Session session, Delivery.Target target, MessageRow row, byte[] firstChunk)
      throws SQLException;
}
