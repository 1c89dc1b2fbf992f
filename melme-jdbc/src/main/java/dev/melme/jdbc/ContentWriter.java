package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes the bytes of a message that its {@link TargetWriter} has left: all but the first chunk.
 */
final class ContentWriter {

  private final String chunk;

  ContentWriter(Tables tables) {
    this.chunk =
        tables.sql(
            "INSERT INTO {content} (mailbox_id, message_id, chunk, data) VALUES (?, ?, ?, ?)");
  }

  void writeRest(Session session, List<Delivery.Target> stored, Chunks chunks) throws SQLException {
    if (!chunks.more()) {
      return;
    }
    try (Command command = session.prepare(chunk)) {
      for (int number = 1; chunks.more(); number++) {
        byte[] data = chunks.next();
        for (Delivery.Target target : stored) {
          command
              .uuid(target.mailboxId().value())
              .uuid(target.messageId().value())
              .number(number)
              .bytes(data);
          command.addBatch();
        }
        command.executeBatch();
      }
    }
  }
}
