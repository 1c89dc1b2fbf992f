package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which conversations thread keys belong to. Whoever writes holds the row of {@code progress}:
 * nobody else adds keys meanwhile.
 */
final class ThreadTable {

  private final ThreadKeys rows;
  private final ConversationTable conversations;
  private final String repoint;

  ThreadTable(Dialect dialect, Tables tables, ConversationTable conversations) {
    this.rows = dialect.threadKeys(tables);
    this.conversations = conversations;
    this.repoint =
        tables.sql(
            "UPDATE {thread} SET conversation_id = ? WHERE mailbox_id = ? AND thread_key = ?");
  }

  /** Where the conversations of keys go on, as far as they are known. */
  Map<ThreadKey, ConversationId> find(
      Session session, MailboxId mailboxId, Collection<ThreadKey> keys) throws SQLException {
    Map<ThreadKey, ConversationId> known = rows.find(session, mailboxId.value(), keys);
    if (known.isEmpty()) {
      return known;
    }
    Set<UUID> named = new HashSet<>();
    known.values().forEach(id -> named.add(id.value()));
    Map<UUID, UUID> followers = conversations.followers(session, mailboxId.value(), named);
    known.replaceAll(
        (key, id) -> new ConversationId(followers.getOrDefault(id.value(), id.value())));
    return known;
  }

  boolean knows(Session session, MailboxId mailboxId, ThreadKey key) throws SQLException {
    return !rows.find(session, mailboxId.value(), Set.of(key)).isEmpty();
  }

  /** Adds those that are not known. */
  void add(Session session, MailboxId mailboxId, Map<ThreadKey, ConversationId> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    Map<ThreadKey, ConversationId> missing = new HashMap<>(keys);
    missing.keySet().removeAll(rows.find(session, mailboxId.value(), keys.keySet()).keySet());
    if (!missing.isEmpty()) {
      rows.add(session, mailboxId.value(), missing);
    }
  }

  /** Lets those that are known belong to other conversations. */
  void repoint(Session session, MailboxId mailboxId, Map<ThreadKey, ConversationId> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(repoint)) {
      for (Map.Entry<ThreadKey, ConversationId> entry : keys.entrySet()) {
        command
            .uuid(entry.getValue().value())
            .uuid(mailboxId.value())
            .text(entry.getKey().value())
            .addBatch();
      }
      command.executeBatch();
    }
  }
}
