package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One statement for all entries, their places in arrays. */
final class ArrayPlaceWriter extends PlaceWriter {

  ArrayPlaceWriter(Tables tables) {
    // one look at the key of messages per place, whatever the planner believes of their table
    super(
        tables,
        "p.position",
        "p.conversation_id",
        "unnest(?, ?, ?) AS p (message_id, position, conversation_id)"
            + " CROSS JOIN LATERAL (SELECT x.* FROM {message} x"
            + " WHERE x.mailbox_id = ? AND x.message_id = p.message_id LIMIT 1) m");
  }

  @Override
  void write(Session session, String sql, UUID mailboxId, List<Placement> placed)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      command
          .uuids(placed.stream().map(place -> place.messageId().value()).toList())
          .numbers(placed.stream().map(Placement::position).toList())
          .uuids(placed.stream().map(place -> place.conversationId().value()).toList())
          .uuid(mailboxId)
          .update();
    }
  }
}
