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
final class ArrayConversationRows extends ConversationRows {

  private static final String EACH = " FROM unnest(?) AS c (id) CROSS JOIN LATERAL ";
  private static final String OF_EACH = " x WHERE x.mailbox_id = ? AND x.conversation_id = c.id";

  ArrayConversationRows(Tables tables) {
    // by ctid: whoever changes these rows holds the row of progress, so that they stay where they
    // are
    super(
        tables,
        "DELETE FROM {conversation} WHERE ctid = ANY (ARRAY(SELECT r.ctid"
            + EACH
            + "(SELECT x.ctid FROM {conversation}"
            + OF_EACH
            + ") r))",
        INSERT
            + "SELECT r.*"
            + EACH
            + "(SELECT "
            + MADE_OF_ENTRIES
            + " FROM {entry}"
            + OF_EACH
            + BY_FOLDER
            + ") r",
        "SELECT c.id"
            + EACH
            + "(SELECT 1 FROM {conversation}"
            + OF_EACH
            + " AND x.message_count > 1 LIMIT 1) r");
  }

  @Override
  void update(Session session, String sql, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      command.uuids(conversationIds).uuid(mailboxId).update();
    }
  }

  @Override
  List<UUID> select(Session session, String sql, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command.uuids(conversationIds).uuid(mailboxId).list(row -> row.uuid());
    }
  }
}
