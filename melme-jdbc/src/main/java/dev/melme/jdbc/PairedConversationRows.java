package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Some conversations at a time, each a parameter of its own. */
final class PairedConversationRows implements ConversationRows {

  private final String delete;
  private final String insert;
  private final String several;

  PairedConversationRows(Tables tables) {
    this.delete = tables.sql("DELETE FROM {conversation} WHERE {pairs mailbox_id conversation_id}");
    this.insert =
        tables.sql(
            INSERT
                + "SELECT mailbox_id, conversation_id, "
                + MADE_OF_ENTRIES
                + " FROM {entry} WHERE {pairs mailbox_id conversation_id}"
                + " GROUP BY mailbox_id, conversation_id, folder");
    this.several =
        tables.sql(
            "SELECT conversation_id FROM {conversation}"
                + " WHERE {pairs mailbox_id conversation_id} AND message_count > 1");
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
    for (List<UUID> some : Session.portions(ids)) {
      try (Command command = session.prepare(sql, mailboxId, some, Command::uuid)) {
        command.update();
      }
    }
  }

  @Override
  public List<UUID> several(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    Set<UUID> found = new LinkedHashSet<>();
    for (List<UUID> some : Session.portions(conversationIds)) {
      try (Command command = session.prepare(several, mailboxId, some, Command::uuid)) {
        found.addAll(command.list(row -> row.uuid()));
      }
    }
    return new ArrayList<>(found);
  }
}
