package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * All conversations in one array, on PostgreSQL, with a look into the index for each: of a list of
 * parameters it would rather walk over the whole mailbox, as long as it has no statistics of it.
 */
final class ArrayConversationRows implements ConversationRows {

  private final String delete;
  private final String insert;
  private final String several;

  ArrayConversationRows(Tables tables) {
    String each = " FROM unnest(?) AS c (id) CROSS JOIN LATERAL ";
    String conversation =
        " FROM {conversation} x WHERE x.mailbox_id = ? AND x.conversation_id = c.id";
    this.delete =
        tables.sql(
            "DELETE FROM {conversation} WHERE ctid = ANY (ARRAY(SELECT r.ctid"
                + each
                + "(SELECT x.ctid"
                + conversation
                + ") r))");
    this.insert =
        tables.sql(
            INSERT
                + "SELECT r.*"
                + each
                + "(SELECT mailbox_id, conversation_id, "
                + MADE_OF_ENTRIES
                + " FROM {entry} x WHERE x.mailbox_id = ? AND x.conversation_id = c.id"
                + " GROUP BY mailbox_id, conversation_id, folder) r");
    this.several =
        tables.sql(
            "SELECT DISTINCT c.id"
                + each
                + "(SELECT 1"
                + conversation
                + " AND x.message_count > 1 LIMIT 1) r");
  }

  @Override
  public void delete(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    update(session, delete, mailboxId, conversationIds);
  }

  @Override
  public void insert(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    update(session, insert, mailboxId, conversationIds);
  }

  private static void update(Session session, String sql, UUID mailboxId, List<UUID> ids)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      command.array("uuid", ids).uuid(mailboxId).update();
    }
  }

  @Override
  public List<UUID> several(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    try (Command command = session.prepare(several)) {
      return command.array("uuid", conversationIds).uuid(mailboxId).list(row -> row.uuid());
    }
  }
}
