package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** For PostgreSQL: what is due is locked, changed and answered by one statement. */
final class OneStatementLease implements OutboxLease {

  private final String due;
  private final String taken;

  OneStatementLease(Tables tables) {
    // materialized: a plan that looks for the due rows twice would take twice as many
    this.due =
        tables.sql(
            "WITH due AS MATERIALIZED (SELECT r.mailbox_id, r.message_id, r.due_at FROM {outbox} r"
                + " WHERE r.due_at <= ? AND "
                + OutboxRow.EXISTING
                + " ORDER BY r.due_at, r.message_id LIMIT ");
    this.taken =
        tables.sql(
            " FOR UPDATE SKIP LOCKED) UPDATE {outbox} r SET attempts = r.attempts + 1,"
                + " due_at = ?, in_hand = 1 FROM due WHERE r.mailbox_id = due.mailbox_id"
                + " AND r.message_id = due.message_id RETURNING due.due_at, "
                + OutboxRow.COLUMNS);
  }

  private record Taken(long dueAt, OutboxRow row) {

    private static final Comparator<Taken> EARLIEST =
        Comparator.comparingLong(Taken::dueAt)
            .thenComparing(taken -> taken.row().key().messageId());
  }

  @Override
  public List<OutboxRow> take(Session session, Instant now, Instant until, int limit)
      throws SQLException {
    // a literal: for a parameter PostgreSQL expects a tenth of all that is due
    try (Command command = session.prepare(due + limit + taken)) {
      List<Taken> all =
          new ArrayList<>(
              command
                  .number(now.toEpochMilli())
                  .number(until.toEpochMilli())
                  .list(row -> new Taken(row.number(), OutboxRow.read(row))));
      all.sort(Taken.EARLIEST);
      return all.stream().map(Taken::row).toList();
    }
  }
}
