package dev.melme.jdbc;

import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Makes rows of conversations from entries, of one mailbox at a time. How a statement is told which
 * conversations is what databases differ in.
 */
abstract class ConversationRows {

  /** Begins the INSERT of what a row takes from the entries of its conversation and folder. */
  static final String INSERT =
      "INSERT INTO {conversation} (mailbox_id, conversation_id, folder, newest_position,"
          + " newest_at, message_count, unread_count, flagged_count, attachment_count) ";

  /** What that is, in a SELECT that groups by these three. */
  static final String MADE_OF_ENTRIES =
      "mailbox_id, conversation_id, folder, MAX(position), MAX(received_at), COUNT(*),"
          + " COUNT(unread_in), COUNT(flagged_in), SUM(attachment_count)";

  static final String BY_FOLDER = " GROUP BY mailbox_id, conversation_id, folder";

  private final String delete;
  private final String insert;
  private final String several;

  /** Statements about some conversations; the third one selects those with several messages. */
  ConversationRows(Tables tables, String delete, String insert, String several) {
    this.delete = tables.sql(delete);
    this.insert = tables.sql(insert);
    this.several = tables.sql(several);
  }

  final void delete(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    update(session, delete, mailboxId, conversationIds);
  }

  final void insert(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    update(session, insert, mailboxId, conversationIds);
  }

  /** Those that have several messages in one folder, each once. */
  final List<UUID> several(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException {
    return select(session, several, mailboxId, conversationIds).stream().distinct().toList();
  }

  abstract void update(Session session, String sql, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException;

  abstract List<UUID> select(
      Session session, String sql, UUID mailboxId, List<UUID> conversationIds) throws SQLException;
}
