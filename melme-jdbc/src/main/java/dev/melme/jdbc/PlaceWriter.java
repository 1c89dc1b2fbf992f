package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Makes the entries of messages that get their places. What lists show is copied inside the
 * database, so that it never crosses the wire.
 */
final class PlaceWriter {

  private final boolean inBatches;
  private final String insert;

  PlaceWriter(Dialect dialect, Tables tables) {
    this.inBatches = dialect.batchesInsertSelect();
    this.insert =
        tables.sql(
            "INSERT INTO {entry} (mailbox_id, message_id, position, conversation_id, received_at,"
                + " size_bytes, folder, unread_in, labels, matched_aliases, completeness, traits,"
                + " subject, snippet, from_field, attachment_count)"
                + " SELECT m.mailbox_id, m.message_id, "
                + dialect.numberParameter()
                + ", "
                + dialect.uuidParameter()
                + ", m.received_at, m.size_bytes, 'INBOX', 'INBOX', '', m.matched_aliases,"
                + " m.completeness, m.traits, m.subject, m.snippet, m.from_field,"
                + " m.attachment_count FROM {message} m"
                + " WHERE m.mailbox_id = ? AND m.message_id = ?");
  }

  void write(Session session, UUID mailboxId, List<Placement> placed) throws SQLException {
    try (Command command = session.prepare(insert)) {
      for (Placement place : placed) {
        command
            .number(place.position())
            .uuid(place.conversationId().value())
            .uuid(mailboxId)
            .uuid(place.messageId().value());
        if (inBatches) {
          command.addBatch();
        } else {
          command.update();
          command.again();
        }
      }
      if (inBatches) {
        command.executeBatch();
      }
    }
  }
}
