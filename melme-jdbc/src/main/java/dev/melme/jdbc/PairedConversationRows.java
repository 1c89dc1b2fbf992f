package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Some conversations at a time, each a parameter of its own. */
final class PairedConversationRows extends ConversationRows {

  private static final String SOME = " WHERE {pairs mailbox_id conversation_id}";

  PairedConversationRows(Tables tables) {
    super(
        tables,
        "DELETE FROM {conversation}" + SOME,
        INSERT + "SELECT " + MADE_OF_ENTRIES + " FROM {entry}" + SOME + BY_FOLDER,
        "SELECT conversation_id FROM {conversation}" + SOME + " AND message_count > 1");
  }

  @Override
  void update(Session session, String sql, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    for (List<UUID> some : Session.portions(conversationIds)) {
      try (Command command = session.prepare(sql, mailboxId, some, Command::uuid)) {
        command.update();
      }
    }
  }

  @Override
  List<UUID> select(Session session, String sql, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    List<UUID> found = new ArrayList<>();
    for (List<UUID> some : Session.portions(conversationIds)) {
      try (Command command = session.prepare(sql, mailboxId, some, Command::uuid)) {
        found.addAll(command.list(row -> row.uuid()));
      }
    }
    return found;
  }
}
