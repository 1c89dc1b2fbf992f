package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A statement for each entry, as a batch where the database takes one. */
final class SinglePlaceWriter implements PlaceWriter {

  private final boolean inBatches;
  private final String insert;

  SinglePlaceWriter(Dialect dialect, Tables tables) {
    this.inBatches = dialect.batchesInsertSelect();
    this.insert =
        tables.sql(
            INSERT
                + dialect.numberParameter()
                + ", "
                + dialect.uuidParameter()
                + COPIED
                + " FROM {message} m WHERE m.mailbox_id = ? AND m.message_id = ?");
  }

  @Override
  public void write(Session session, UUID mailboxId, List<Placement> placed) throws SQLException {
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
