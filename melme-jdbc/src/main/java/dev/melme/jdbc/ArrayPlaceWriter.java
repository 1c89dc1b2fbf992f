package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One statement for all entries, their places in arrays. */
final class ArrayPlaceWriter implements PlaceWriter {

  private final String insert;

  ArrayPlaceWriter(Tables tables) {
    // one look at the key of messages per place, whatever the planner believes of their table
    this.insert =
        tables.sql(
            INSERT
                + "p.position, p.conversation_id"
                + COPIED
                + " FROM unnest(?, ?, ?) AS p (message_id, position, conversation_id)"
                + " CROSS JOIN LATERAL (SELECT x.* FROM {message} x"
                + " WHERE x.mailbox_id = ? AND x.message_id = p.message_id LIMIT 1) m");
  }

  @Override
  public void write(Session session, UUID mailboxId, List<Placement> placed) throws SQLException {
    try (Command command = session.prepare(insert)) {
      command
          .array("uuid", placed.stream().map(place -> place.messageId().value()).toList())
          .array("int8", placed.stream().map(Placement::position).toList())
          .array("uuid", placed.stream().map(place -> place.conversationId().value()).toList())
          .uuid(mailboxId)
          .update();
    }
  }
}
