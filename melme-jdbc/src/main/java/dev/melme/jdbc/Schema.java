package dev.melme.jdbc;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.SqlFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes sure that the tables are there, as far as the host wants it. */
final class Schema {

  /** The columns that the statements need, per table. */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("slug", "slug, mailbox_id"),
          Map.entry(
              "mailbox",
              "mailbox_id, slug, name, sender_name, description, recovery_address, status,"
                  + " quota_bytes, quota_messages, created_at, version"),
          Map.entry("erasure", "mailbox_id"),
          Map.entry(
              "alias",
              "alias_key, domain, pattern, mailbox_id, status, when_unavailable, sending,"
                  + " created_at, version"),
          Map.entry("domain", "domain"),
          Map.entry("message", "mailbox_id, message_id, delivery_key, " + MessageRow.COLUMNS),
          Map.entry("content", "mailbox_id, message_id, chunk, data"),
          Map.entry("delivery_key", "mailbox_id, delivery_key, message_id"),
          Map.entry("erased_key", "mailbox_id, delivery_key, erased_at"),
          Map.entry("added_alias", "mailbox_id, message_id, ordinal, matched_alias"),
          Map.entry("pending", "mailbox_id, message_id, size_bytes, folder, conversation_id"),
          Map.entry(
              "entry",
              "mailbox_id, message_id, position, conversation_id, received_at, size_bytes, folder,"
                  + " unread_in, flagged_in, labels, filed_from, filed_at, filed_by,"
                  + " matched_aliases, completeness, traits, subject, snippet, from_field,"
                  + " attachment_count"),
          Map.entry("scan", "mailbox_id, message_id, attempts, due_at, refused"),
          Map.entry("label_entry", "mailbox_id, label, message_id"),
          Map.entry(
              "conversation",
              "mailbox_id, conversation_id, folder, newest_position, newest_at, message_count,"
                  + " unread_count, flagged_count, attachment_count, participants"),
          Map.entry("follower", "mailbox_id, conversation_id, follower_id, merged"),
          Map.entry("waiting", "mailbox_id, ordinal, kind, made_at, operator_label, message_ids"),
          Map.entry("feed", "mailbox_id, position, kind, made_at, operator_label, message_ids"),
          Map.entry("feed_start", "mailbox_id, forgotten_to"),
          Map.entry("thread", "mailbox_id, thread_key, conversation_id"),
          Map.entry("credential", "mailbox_id, epoch, password_hash"),
          Map.entry(
              "session",
              "mailbox_id, token_hash, session_id, created_at, last_active_at, user_agent,"
                  + " client_address, operator_label"),
          Map.entry("device", "mailbox_id, device_hash, signed_in_at"),
          Map.entry("attempt", "attempt_key, failures, next_at, last_at"),
          Map.entry(
              "delivery_log",
              "record_id, recipient_key, sender_key, mailbox_id, recipient, reverse_path,"
                  + " matched_alias, reason, message_id, size_bytes"),
          Map.entry(
              "outbox",
              "mailbox_id, message_id, state, due_at, attempts, in_hand, queued_at, from_address,"
                  + " envelope_sender, message_id_field, message_id_hash, operator_label, answers,"
                  + " sent_anyway"),
          Map.entry(
              "outbox_recipient",
              "mailbox_id, message_id, ordinal, address, field, state, reply, state_at"),
          Map.entry(
              "draft",
              "mailbox_id, draft_id, version, saved_at, operator_label, kind, answers,"
                  + " from_address, to_text, cc_text, bcc_text, subject, body_text, body_html,"
                  + " quoting, last_number"),
          Map.entry(
              "draft_attachment",
              "mailbox_id, draft_id, file_number, file_name, content_type, content_id,"
                  + " size_bytes"),
          Map.entry("draft_content", "mailbox_id, draft_id, file_number, chunk, data"),
          Map.entry("notice", "notice_day, sender_key, recipient_key"),
          Map.entry("progress", "mailbox_id, last_position, message_count, message_bytes"));

  private final JdbcStoreSettings settings;
  private final Engine engine;

  Schema(JdbcStoreSettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** The names of all tables, without their prefix. */
  static List<String> tables() {
    return COLUMNS.keySet().stream().sorted().toList();
  }

  void setUp() {
    switch (settings.schemaSetup()) {
      case MIGRATE -> Migration.run(settings, engine.dialect());
      case VALIDATE -> validate();
      case NONE -> {
        // the host has seen to it
      }
    }
  }

  private void validate() {
    Map<String, String> needed = new TreeMap<>(COLUMNS);
    engine.searchIndex().tables().forEach(table -> needed.put(table, "mailbox_id, message_id"));
    needed.forEach(
        (table, columns) -> {
          String sql =
              engine.tables().sql("SELECT " + columns + " FROM {" + table + "} WHERE 1 = 0");
          try {
            engine.database().read("check the table " + table, session -> probe(session, sql));
          } catch (SqlFailure e) {
            if (e.kind() != SqlFailure.Kind.BROKEN) {
              throw e;
            }
            throw new StoreException(
                Fault.BROKEN,
                "The table "
                    + engine.tables().sql("{" + table + "}")
                    + " is missing or lacks a column. Run the scripts of dev/melme/jdbc/migration/"
                    + engine.dialect().folder()
                    + ", or choose SchemaSetup.MIGRATE",
                e);
          }
        });
  }

  private static boolean probe(Session session, String sql) throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command.list(row -> true).isEmpty();
    }
  }
}
