package dev.melme.jdbc;

import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Makes rows of conversations from entries; some at a time, of one mailbox. */
interface ConversationRows {

  /** What a row takes from the entries of its conversation and folder. */
  String MADE_OF_ENTRIES =
      "folder, MAX(position), MAX(received_at), COUNT(*), COUNT(unread_in), COUNT(flagged_in),"
          + " SUM(attachment_count)";

  /** Begins the INSERT that the above belongs to. */
  String INSERT =
      "INSERT INTO {conversation} (mailbox_id, conversation_id, folder, newest_position,"
          + " newest_at, message_count, unread_count, flagged_count, attachment_count) ";

  void delete(Session session, UUID mailboxId, List<UUID> conversationIds) throws SQLException;

  void insert(Session session, UUID mailboxId, List<UUID> conversationIds) throws SQLException;

  /** Those that have several messages in one folder. */
  List<UUID> several(Session session, UUID mailboxId, List<UUID> conversationIds)
      throws SQLException;
}
