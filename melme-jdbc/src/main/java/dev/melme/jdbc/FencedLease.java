package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * For H2, where a SELECT that locks rows locks all that are due, whatever its limit: what is due is
 * read and then changed, unless somebody else has changed it first.
 */
final class FencedLease implements OutboxLease {

  private final String due;
  private final String take;

  FencedLease(Tables tables) {
    this.due =
        tables.sql(
            "SELECT "
                + OutboxRow.COLUMNS
                + " FROM {outbox} r WHERE r.due_at <= ? AND "
                + OutboxRow.EXISTING
                + " ORDER BY r.due_at, r.message_id LIMIT ?");
    this.take =
        tables.sql(
            "UPDATE {outbox} SET attempts = attempts + 1, due_at = ?, in_hand = 1"
                + " WHERE mailbox_id = ? AND message_id = ? AND attempts = ? AND due_at <= ?");
  }

  @Override
  public List<OutboxRow> take(Session session, Instant now, Instant until, int limit)
      throws SQLException {
    List<OutboxRow> found;
    try (Command command = session.prepare(due)) {
      found = command.number(now.toEpochMilli()).number(limit).list(OutboxRow::read);
    }
    List<OutboxRow> taken = new ArrayList<>(found.size());
    try (Command command = session.prepare(take)) {
      for (OutboxRow row : found) {
        int rows =
            row.key()
                .bind(command.again().number(until.toEpochMilli()))
                .number(row.attempts())
                .number(now.toEpochMilli())
                .update();
        if (rows > 0) {
          taken.add(row.leased(until));
        }
      }
    }
    return taken;
  }
}
