package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Some keys at a time, each two parameters of its own. */
final class ListedKeyedRows implements KeyedRows {

  private final String sql;

  ListedKeyedRows(Tables tables, Choice choice) {
    this.sql =
        tables.sql(
            "SELECT "
                + choice.columns()
                + " FROM {"
                + choice.table()
                + "} r WHERE {keys mailbox_id message_id} AND "
                + choice.condition()
                + choice.lock());
  }

  @Override
  public <T> List<T> read(
      Session session, List<MessageKey> keys, Command.Mapper<? extends T> mapper)
      throws SQLException {
    List<T> found = new ArrayList<>();
    for (List<MessageKey> some : Session.portions(keys)) {
      try (Command command = session.prepare(sql, some, (to, key) -> key.bind(to))) {
        found.addAll(command.list(mapper));
      }
    }
    return found;
  }
}
