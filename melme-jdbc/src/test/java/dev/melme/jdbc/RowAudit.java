package dev.melme.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for rows that no crash may leave behind, past the store: rows of mailboxes that are gone,
 * bytes without their message and messages without their bytes, keys that recognise nothing, counts
 * that are wrong. For a store at rest that has caught up and pruned.
 */
final class RowAudit {

  private static final Map<String, String> FORBIDDEN = new LinkedHashMap<>();

  static {
    for (String table : Schema.tables()) {
      if (ofAMailbox(table)) {
        forbid(
            table + " of no mailbox",
            "FROM melme_"
                + table
                + " t WHERE t.mailbox_id IS NOT NULL AND NOT EXISTS"
                + " (SELECT 1 FROM melme_mailbox m WHERE m.mailbox_id = t.mailbox_id)");
      }
    }
    forbid("unfinished erasure", "FROM melme_erasure");
    for (String table :
        List.of(
            "content",
            "added_alias",
            "pending",
            "entry",
            "scan",
            "label_entry",
            "outbox",
            "outbox_recipient")) {
      forbid(
          table + " of no message",
          "FROM melme_"
              + table
              + " t WHERE NOT EXISTS (SELECT 1 FROM melme_message m"
              + " WHERE m.mailbox_id = t.mailbox_id AND m.message_id = t.message_id)");
    }
    forbid(
        "message without all of its bytes",
        """
        FROM melme_message m
        WHERE m.size_bytes <> (
          SELECT COALESCE(SUM(OCTET_LENGTH(c.data)), 0) FROM melme_content c
          WHERE c.mailbox_id = m.mailbox_id AND c.message_id = m.message_id)
        """);
    for (String table : List.of("draft_attachment", "draft_content")) {
      forbid(
          table + " of no draft",
          "FROM melme_"
              + table
              + " t WHERE NOT EXISTS (SELECT 1 FROM melme_draft d"
              + " WHERE d.mailbox_id = t.mailbox_id AND d.draft_id = t.draft_id)");
    }
    forbid(
        "sent message without recipients",
        """
        FROM melme_outbox o
        WHERE NOT EXISTS (
          SELECT 1 FROM melme_outbox_recipient r
          WHERE r.mailbox_id = o.mailbox_id AND r.message_id = o.message_id)
        """);
    forbid(
        "message that its key does not lead to",
        """
        FROM melme_message m
        WHERE NOT EXISTS (
          SELECT 1 FROM melme_delivery_key k
          WHERE k.mailbox_id = m.mailbox_id AND k.delivery_key = m.delivery_key
            AND k.message_id = m.message_id)
        """);
    forbid(
        "key of neither a message nor an erased one",
        """
        FROM melme_delivery_key k
        WHERE NOT EXISTS (
            SELECT 1 FROM melme_message m
            WHERE m.mailbox_id = k.mailbox_id AND m.message_id = k.message_id)
          AND NOT EXISTS (
            SELECT 1 FROM melme_erased_key e
            WHERE e.mailbox_id = k.mailbox_id AND e.delivery_key = k.delivery_key)
        """);
    forbid(
        "erased key of a message that is there",
        """
        FROM melme_erased_key e
        WHERE EXISTS (
          SELECT 1 FROM melme_message m
          WHERE m.mailbox_id = e.mailbox_id AND m.delivery_key = e.delivery_key)
        """);
    forbid("message that waits for its place", "FROM melme_pending");
    forbid(
        "message without a place",
        """
        FROM melme_message m
        WHERE NOT EXISTS (
          SELECT 1 FROM melme_entry p
          WHERE p.mailbox_id = m.mailbox_id AND p.message_id = m.message_id)
        """);
    forbid(
        "wrong count of a mailbox",
        """
        FROM melme_progress g
        WHERE g.message_count <> (
            SELECT COUNT(*) FROM melme_message m WHERE m.mailbox_id = g.mailbox_id)
          OR g.message_bytes <> (
            SELECT COALESCE(SUM(m.size_bytes), 0) FROM melme_message m
            WHERE m.mailbox_id = g.mailbox_id)
        """);
  }

  private RowAudit() {}

  private static boolean ofAMailbox(String table) {
    return !List.of("slug", "mailbox", "alias", "domain", "erasure", "attempt", "notice")
        .contains(table);
  }

  private static void forbid(String what, String from) {
    FORBIDDEN.put(what, "SELECT COUNT(*) " + from);
  }

  /** What was found, one line each; nothing when all is well. */
  static List<String> of(TestDatabase database) {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> forbidden : FORBIDDEN.entrySet()) {
        count(statement, forbidden.getValue())
            .ifPresent(count -> found.add(count + " x " + forbidden.getKey()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The rows cannot be read", e);
    }
    return found;
  }

  private static Optional<Long> count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      long count = row.getLong(1);
      return count == 0 ? Optional.empty() : Optional.of(count);
    }
  }
}
