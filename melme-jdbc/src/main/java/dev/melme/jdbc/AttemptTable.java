package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Attempts;
import dev.melme.spi.TokenHash;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Failed attempts; whoever counts one holds the row of its key. */
final class AttemptTable {

  private final Dialect dialect;
  private final String lock;
  private final String insert;
  private final String update;
  private final String delete;
  private final String oldest;
  private final String beyond;

  AttemptTable(Dialect dialect, Tables tables) {
    this.dialect = dialect;
    this.lock =
        tables.sql(
            "SELECT failures, next_at, last_at FROM {attempt} WHERE attempt_key = ? FOR UPDATE");
    this.insert =
        tables.sql(
            "INSERT INTO {attempt} (attempt_key, failures, next_at, last_at) VALUES (?, ?, ?, ?)");
    this.update =
        tables.sql(
            "UPDATE {attempt} SET failures = ?, next_at = ?, last_at = ? WHERE attempt_key = ?");
    this.delete = tables.sql("DELETE FROM {attempt} WHERE attempt_key = ?");
    this.oldest =
        tables.sql(
            "SELECT attempt_key, last_at FROM {attempt} WHERE last_at <= ?"
                + " ORDER BY last_at, attempt_key LIMIT ?");
    this.beyond =
        tables.sql(
            "SELECT attempt_key, last_at FROM {attempt}"
                + " ORDER BY last_at DESC, attempt_key DESC LIMIT 1 OFFSET ?");
  }

  boolean begin(Session session, TokenHash key, Instant now, Attempts.Backoff backoff)
      throws SQLException {
    Optional<Attempts> stored = locked(session, key);
    Attempts before = stored.orElseGet(() -> Attempts.none(now));
    if (!before.mayBegin(now, backoff)) {
      return false;
    }
    Attempts after = before.next(now, backoff);
    if (stored.isPresent()) {
      write(session, key, after);
    } else if (!insert(session, key, after)) {
      throw new SQLTransactionRollbackException("Somebody else counts the first one", "40001");
    }
    return true;
  }

  void takeBack(Session session, TokenHash key, Attempts.Backoff backoff) throws SQLException {
    Optional<Attempts> stored = locked(session, key);
    if (stored.isPresent()) {
      write(session, key, stored.get().takenBack(backoff));
    }
  }

  void clear(Session session, TokenHash key) throws SQLException {
    Dialect.update(session, delete, command -> command.text(key.value()));
  }

  /** A key and its last attempt; the oldest first, and of one time by the key. */
  private record Seen(String key, long lastAt) {

    static final Seen NONE = new Seen("", Long.MIN_VALUE);

    boolean upTo(Seen other) {
      return lastAt < other.lastAt || (lastAt == other.lastAt && key.compareTo(other.key) <= 0);
    }
  }

  /** Removes keys that are old, or the oldest of too many, but none that is tried meanwhile. */
  int prune(Session session, Instant before, int most, int limit) throws SQLException {
    Seen excess = newestOfTooMany(session, most);
    long time = Math.max(before.toEpochMilli() - 1, excess.lastAt());
    List<Seen> keys;
    try (Command command = session.prepare(oldest)) {
      keys = command.number(time).number(limit).list(row -> new Seen(row.text(), row.number()));
    }
    int pruned = 0;
    try (Command command = session.prepare(delete + " AND last_at = ?")) {
      for (Seen seen : keys) {
        if (seen.lastAt() < before.toEpochMilli() || seen.upTo(excess)) {
          pruned += command.again().text(seen.key()).number(seen.lastAt()).update();
        }
      }
    }
    return pruned;
  }

  private Seen newestOfTooMany(Session session, int most) throws SQLException {
    try (Command command = session.prepare(beyond)) {
      return command
          .number(most)
          .first(row -> new Seen(row.text(), row.number()))
          .orElse(Seen.NONE);
    }
  }

  private Optional<Attempts> locked(Session session, TokenHash key) throws SQLException {
    try (Command command = session.prepare(lock)) {
      return command
          .text(key.value())
          .first(
              row ->
                  new Attempts(
                      (int) row.number(),
                      Instant.ofEpochMilli(row.number()),
                      Instant.ofEpochMilli(row.number())));
    }
  }

  private boolean insert(Session session, TokenHash key, Attempts attempts) throws SQLException {
    return dialect.insertNew(
        session,
        insert,
        command ->
            command
                .text(key.value())
                .number(attempts.failures())
                .number(attempts.nextAt().toEpochMilli())
                .number(attempts.lastAt().toEpochMilli()));
  }

  private void write(Session session, TokenHash key, Attempts attempts) throws SQLException {
    Dialect.update(
        session,
        update,
        command ->
            command
                .number(attempts.failures())
                .number(attempts.nextAt().toEpochMilli())
                .number(attempts.lastAt().toEpochMilli())
                .text(key.value()));
  }
}
