package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;

/** One statement per table, for databases that cannot insert into several at once. */
final class StepwiseWriter implements TargetWriter {

  /** Locks a mailbox against its erasure and takes a key. */
  interface KeyClaim {
    Claim claim(Session session, Delivery.Target target) throws SQLException;
  }

  private final KeyClaim keyClaim;
  private final PendingPlace place;
  private final String message;
  private final String content;
  private final String pending;

  /**
   * Writes messages of one kind.
   *
   * @param place what is said of their places
   */
  StepwiseWriter(Tables tables, KeyClaim keyClaim, PendingPlace place) {
    this.keyClaim = keyClaim;
    this.place = place;
    this.message =
        tables.sql(
            "INSERT INTO {message} (mailbox_id, delivery_key, message_id, "
                + MessageRow.COLUMNS
                + ") VALUES (?, ?, ?, "
                + MessageRow.PARAMETERS
                + ")");
    this.content =
        tables.sql(
            "INSERT INTO {content} (mailbox_id, message_id, chunk, data) VALUES (?, ?, 0, ?)");
    this.pending =
        tables.sql(
            "INSERT INTO {pending} (mailbox_id, message_id, size_bytes"
                + place.columns()
                + ") VALUES (?, ?, ?"
                + place.parameters()
                + ")");
  }

  @Override
  public Claim write(Session session, Delivery.Target target, MessageRow row, byte[] firstChunk)
      throws SQLException {
    Claim claim = keyClaim.claim(session, target);
    if (claim != Claim.NEW) {
      return claim;
    }
    try (Command command = session.prepare(message)) {
      command
          .uuid(target.mailboxId().value())
          .text(target.key().value())
          .uuid(target.messageId().value());
      row.bind(command, target);
      command.update();
    }
    try (Command command = session.prepare(content)) {
      command
          .uuid(target.mailboxId().value())
          .uuid(target.messageId().value())
          .bytes(firstChunk)
          .update();
    }
    try (Command command = session.prepare(pending)) {
      command
          .uuid(target.mailboxId().value())
          .uuid(target.messageId().value())
          .number(row.sizeBytes());
      place.bind(command, row);
      command.update();
    }
    return Claim.NEW;
  }
}
