package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** For MariaDB: what is due is locked as far as nobody else has locked it, then changed. */
final class LockingLease implements OutboxLease {

  private final String due;
  private final String take;

  LockingLease(Tables tables) {
    this.due =
        tables.sql(
            "SELECT "
                + OutboxRow.COLUMNS
                + " FROM {outbox} r WHERE r.due_at <= ? AND "
                + OutboxRow.EXISTING
                + " ORDER BY r.due_at, r.message_id LIMIT ? FOR UPDATE SKIP LOCKED");
    this.take =
        tables.sql(
            "UPDATE {outbox} SET attempts = ?, due_at = ?, in_hand = 1"
                + " WHERE mailbox_id = ? AND message_id = ?");
  }

  @Override
  public List<OutboxRow> take(Session session, Instant now, Instant until, int limit)
      throws SQLException {
    List<OutboxRow> found;
    try (Command command = session.prepare(due)) {
      found = command.number(now.toEpochMilli()).number(limit).list(OutboxRow::read);
    }
    if (found.isEmpty()) {
      return found;
    }
    List<OutboxRow> taken = found.stream().map(row -> row.leased(until)).toList();
    try (Command command = session.prepare(take)) {
      for (OutboxRow row : taken) {
        row.key().bind(command.number(row.attempts()).number(until.toEpochMilli())).addBatch();
      }
      command.executeBatch();
    }
    return taken;
  }
}
