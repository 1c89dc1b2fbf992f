package dev.melme.jdbc;

import dev.melme.api.outbound.Outbound;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * All keys in two arrays, for PostgreSQL: one look into the index per key, whatever the planner
 * believes of a table that grew.
 */
final class ArrayKeyedRows implements KeyedRows {

  private final String sql;

  ArrayKeyedRows(Tables tables, Choice choice) {
    this.sql =
        tables.sql(
            "SELECT "
                + choice.columns()
                + " FROM unnest(?, ?) AS k (mailbox_id, message_id) CROSS JOIN LATERAL (SELECT *"
                + " FROM {"
                + choice.table()
                + "} x WHERE x.mailbox_id = k.mailbox_id AND x.message_id = k.message_id LIMIT "
                + Outbound.MAX_RECIPIENTS
                + choice.lock()
                + ") r WHERE "
                + choice.condition());
  }

  @Override
  public <T> List<T> read(
      Session session, List<MessageKey> keys, Command.Mapper<? extends T> mapper)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command
          .uuids(keys.stream().map(key -> key.mailboxId().value()).toList())
          .uuids(keys.stream().map(key -> key.messageId().value()).toList())
          .list(mapper);
    }
  }
}
