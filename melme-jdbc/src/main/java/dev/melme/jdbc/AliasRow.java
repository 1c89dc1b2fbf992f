package dev.melme.jdbc;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.MailboxId;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the row of an alias, and of an alias with its mailbox. */
final class AliasRow {

  /** What {@link #read} reads, of a table that is called a. */
  static final String COLUMNS =
      "a.pattern, a.mailbox_id, a.status, a.when_unavailable, a.sending, a.created_at, a.version";

  /** As many as {@code AliasRepository.match} may be given. */
  private static final int MOST_CANDIDATES = 10;

  private AliasRow() {}

  /**
   * Finds aliases by key with the mailbox that each leads to, and tells whether a domain is ours:
   * one row per alias, whose domain is ours by itself, or one row without an alias when there is
   * none. The statements are for one candidate, two, and so on: always the same texts, which
   * drivers look their prepared statements up by.
   */
  static List<String> matchStatements(Tables tables) {
    String any = matchStatement(tables);
    return IntStream.rangeClosed(1, MOST_CANDIDATES).mapToObj(n -> Session.in(any, n)).toList();
  }

  private static String matchStatement(Tables tables) {
    return tables.sql(
        "SELECT CASE WHEN a.alias_key IS NOT NULL THEN TRUE"
            + " ELSE EXISTS (SELECT 1 FROM {alias} WHERE domain = ?)"
            + " OR EXISTS (SELECT 1 FROM {domain} WHERE domain = ?) END, "
            + COLUMNS
            + ", "
            + MailboxRow.COLUMNS
            + " FROM (SELECT 1 AS one) o LEFT JOIN {alias} a ON a.alias_key IN ({in})"
            + " LEFT JOIN {mailbox} m ON m.mailbox_id = a.mailbox_id");
  }

  static Alias read(Row row) throws SQLException {
    return rest(AliasPattern.parse(row.text()), row);
  }

  /** All but the pattern, which was read. */
  static Alias rest(AliasPattern pattern, Row row) throws SQLException {
    return new Alias(
        pattern,
        new MailboxId(row.uuid()),
        row.constant(AliasStatus.class),
        row.constant(Alias.WhenUnavailable.class),
        row.constant(Alias.Sending.class),
        Instant.ofEpochMilli(row.number()),
        row.number());
  }
}
