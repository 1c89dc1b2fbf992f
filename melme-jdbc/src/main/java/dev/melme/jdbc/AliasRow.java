package dev.melme.jdbc;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.MailboxId;
import dev.melme.jdbc.kit.Row;
import java.sql.SQLException;
import java.time.Instant;

/** Reads the row of an alias, and of an alias with its mailbox. */
final class AliasRow {

  /** What {@link #read} reads, of a table that is called a. */
  static final String COLUMNS =
      "a.pattern, a.mailbox_id, a.status, a.when_unavailable, a.created_at, a.version";

  private AliasRow() {}

  /**
   * Finds aliases by key with the mailbox that each leads to, and tells whether a domain is ours:
   * one row per alias, or one row without an alias when there is none.
   */
  static String matchStatement(Tables tables) {
    return tables.sql(
        "SELECT d.ours, "
            + COLUMNS
            + ", "
            + MailboxRow.COLUMNS
            + " FROM (SELECT (EXISTS (SELECT 1 FROM {alias} WHERE domain = ?)"
            + " OR EXISTS (SELECT 1 FROM {domain} WHERE domain = ?)) AS ours) d"
            + " LEFT JOIN {alias} a ON a.alias_key IN ({in})"
            + " LEFT JOIN {mailbox} m ON m.mailbox_id = a.mailbox_id");
  }

  static Alias read(Row row) throws SQLException {
    return rest(row.text(), row);
  }

  /** All but the pattern, which was read. */
  static Alias rest(String pattern, Row row) throws SQLException {
    return new Alias(
        AliasPattern.parse(pattern),
        new MailboxId(row.uuid()),
        AliasStatus.valueOf(row.text()),
        Alias.WhenUnavailable.valueOf(row.text()),
        Instant.ofEpochMilli(row.number()),
        row.number());
  }
}
