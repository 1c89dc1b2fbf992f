package dev.melme.jdbc;

import dev.melme.api.EmailAddress;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.NoticeKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Which notifications were sent, by day. */
final class NoticeTable {

  private final Dialect dialect;
  private final String claim;
  private final String release;
  private final String over;

  NoticeTable(Dialect dialect, Tables tables) {
    this.dialect = dialect;
    this.claim =
        tables.sql("INSERT INTO {notice} (notice_day, sender_key, recipient_key) VALUES (?, ?, ?)");
    this.release =
        tables.sql(
            "DELETE FROM {notice} WHERE notice_day = ? AND sender_key = ? AND recipient_key = ?");
    this.over =
        tables.sql(
            "SELECT notice_day, sender_key, recipient_key FROM {notice} WHERE notice_day < ?"
                + " ORDER BY notice_day, sender_key, recipient_key LIMIT ?");
  }

  boolean claim(Session session, NoticeKey key) throws SQLException {
    return dialect.insertNew(session, claim, command -> bind(command, key));
  }

  boolean release(Session session, NoticeKey key) throws SQLException {
    return Dialect.update(session, release, command -> bind(command, key));
  }

  private static void bind(Command command, NoticeKey key) throws SQLException {
    command.number(key.day().toEpochDay()).bytes(bytes(key.sender())).bytes(bytes(key.recipient()));
  }

  private static byte[] bytes(EmailAddress address) {
    return address.canonical().getBytes(StandardCharsets.UTF_8);
  }

  int prune(Session session, LocalDate before, int limit) throws SQLException {
    List<Dialect.Binding> keys;
    try (Command command = session.prepare(over)) {
      keys = command.number(before.toEpochDay()).number(limit).list(NoticeTable::key);
    }
    int forgotten = 0;
    try (Command command = session.prepare(release)) {
      for (Dialect.Binding key : keys) {
        key.bind(command.again());
        forgotten += command.update();
      }
    }
    return forgotten;
  }

  private static Dialect.Binding key(Row row) throws SQLException {
    long day = row.number();
    byte[] sender = row.bytes();
    byte[] recipient = row.bytes();
    return command -> command.number(day).bytes(sender).bytes(recipient);
  }
}
