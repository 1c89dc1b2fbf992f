package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A statement for each entry, as a batch where the database takes one. */
final class SinglePlaceWriter extends PlaceWriter {

  private final boolean inBatches;

  SinglePlaceWriter(Dialect dialect, Tables tables) {
    super(
        tables,
        dialect.numberParameter(),
        dialect.uuidParameter(),
        "{message} m WHERE m.mailbox_id = ? AND m.message_id = ?");
    this.inBatches = dialect.batchesInsertSelect();
  }

  @Override
  void write(Session session, String sql, UUID mailboxId, List<Placement> placed)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
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
