package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.SessionId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is signed in, and which devices were. */
final class SessionTable {

  private static final String SELECT =
      "SELECT s.session_id, s.mailbox_id, s.created_at, s.last_active_at, s.user_agent,"
          + " s.client_address, s.operator_label"
          + " FROM {session} s JOIN {mailbox} m ON m.mailbox_id = s.mailbox_id"
          + " WHERE s.mailbox_id = ? AND s.last_active_at >= ? AND s.created_at >= ?";

  private final Dialect dialect;
  private final String insert;
  private final String deviceAgain;
  private final String newDevice;
  private final String device;
  private final String resume;
  private final String touch;
  private final String list;
  private final String end;
  private final String endAll;
  private final String unused;
  private final String tooOld;
  private final String delete;
  private final String unusedDevices;
  private final String deleteDevice;

  SessionTable(Dialect dialect, Tables tables) {
    this.dialect = dialect;
    this.insert =
        tables.sql(
            "INSERT INTO {session} (mailbox_id, token_hash, session_id, created_at,"
                + " last_active_at, user_agent, client_address, operator_label)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    this.deviceAgain =
        tables.sql("UPDATE {device} SET signed_in_at = ? WHERE mailbox_id = ? AND device_hash = ?");
    this.newDevice =
        tables.sql("INSERT INTO {device} (signed_in_at, mailbox_id, device_hash) VALUES (?, ?, ?)");
    this.device =
        tables.sql(
            "SELECT 1 FROM {device} d JOIN {mailbox} m ON m.mailbox_id = d.mailbox_id"
                + " WHERE d.mailbox_id = ? AND d.device_hash = ?");
    this.resume = tables.sql(SELECT + " AND s.token_hash = ? AND m.status = 'ACTIVE'");
    this.touch =
        tables.sql(
            "UPDATE {session} SET last_active_at = ?"
                + " WHERE mailbox_id = ? AND token_hash = ? AND last_active_at < ?");
    this.list = tables.sql(SELECT + " ORDER BY s.mailbox_id DESC, s.session_id DESC LIMIT ?");
    this.end = tables.sql("DELETE FROM {session} WHERE mailbox_id = ? AND session_id = ?");
    this.endAll = tables.sql("DELETE FROM {session} WHERE mailbox_id = ?");
    this.unused =
        tables.sql(
            "SELECT mailbox_id, token_hash FROM {session} WHERE last_active_at < ?"
                + " ORDER BY last_active_at LIMIT ?");
    this.tooOld =
        tables.sql(
            "SELECT mailbox_id, token_hash FROM {session} WHERE created_at < ?"
                + " ORDER BY created_at LIMIT ?");
    this.delete =
        tables.sql(
            "DELETE FROM {session} WHERE mailbox_id = ? AND token_hash = ?"
                + " AND (last_active_at < ? OR created_at < ?)");
    this.unusedDevices =
        tables.sql(
            "SELECT mailbox_id, device_hash FROM {device} WHERE signed_in_at < ?"
                + " ORDER BY signed_in_at LIMIT ?");
    this.deleteDevice =
        tables.sql(
            "DELETE FROM {device} WHERE mailbox_id = ? AND device_hash = ? AND signed_in_at < ?");
  }

  void insert(Session session, NewSession opened) throws SQLException {
    dev.melme.api.Session row = opened.session();
    UUID mailboxId = row.mailboxId().value();
    Dialect.update(
        session,
        insert,
        command ->
            command
                .uuid(mailboxId)
                .text(opened.token().value())
                .uuid(row.id().value())
                .number(row.createdAt().toEpochMilli())
                .number(row.lastActiveAt().toEpochMilli())
                .text(row.userAgent().map(PlainText::of).orElse(null))
                .text(row.clientAddress().map(PlainText::of).orElse(null))
                .text(row.operator().map(PlainText::of).orElse(null)));
    Dialect.Binding device =
        command ->
            command
                .number(row.createdAt().toEpochMilli())
                .uuid(mailboxId)
                .text(opened.device().value());
    if (!Dialect.update(session, deviceAgain, device)) {
      dialect.insertNew(session, newDevice, device);
    }
  }

  boolean knowsDevice(Session session, UUID mailboxId, TokenHash hash) throws SQLException {
    try (Command command = session.prepare(device)) {
      return command.uuid(mailboxId).text(hash.value()).first(row -> true).isPresent();
    }
  }

  Optional<dev.melme.api.Session> find(
      Session session, UUID mailboxId, TokenHash token, SessionAge age) throws SQLException {
    try (Command command = session.prepare(resume)) {
      bind(command, mailboxId, age);
      return command.text(token.value()).first(SessionTable::read);
    }
  }

  void touch(Session session, UUID mailboxId, TokenHash token, Instant now, Instant touchBefore)
      throws SQLException {
    Dialect.update(
        session,
        touch,
        command ->
            command
                .number(now.toEpochMilli())
                .uuid(mailboxId)
                .text(token.value())
                .number(touchBefore.toEpochMilli()));
  }

  List<dev.melme.api.Session> list(Session session, UUID mailboxId, SessionAge age, int limit)
      throws SQLException {
    try (Command command = session.prepare(list)) {
      bind(command, mailboxId, age);
      return command.number(limit).list(SessionTable::read);
    }
  }

  private static void bind(Command command, UUID mailboxId, SessionAge age) throws SQLException {
    command
        .uuid(mailboxId)
        .number(age.activeSince().toEpochMilli())
        .number(age.createdSince().toEpochMilli());
  }

  private static dev.melme.api.Session read(Row row) throws SQLException {
    return new dev.melme.api.Session(
        new SessionId(row.uuid()),
        new MailboxId(row.uuid()),
        Instant.ofEpochMilli(row.number()),
        Instant.ofEpochMilli(row.number()),
        Optional.ofNullable(row.textOrNull()),
        Optional.ofNullable(row.textOrNull()),
        Optional.ofNullable(row.textOrNull()));
  }

  boolean end(Session session, UUID mailboxId, SessionId id) throws SQLException {
    return Dialect.update(session, end, command -> command.uuid(mailboxId).uuid(id.value()));
  }

  int endAll(Session session, UUID mailboxId) throws SQLException {
    try (Command command = session.prepare(endAll)) {
      return command.uuid(mailboxId).update();
    }
  }

  private record Key(UUID mailboxId, String hash) {}

  /** A session that was used meanwhile stays. */
  int prune(Session session, SessionAge age, Instant devicesBefore, int limit) throws SQLException {
    long active = age.activeSince().toEpochMilli();
    long created = age.createdSince().toEpochMilli();
    int pruned =
        delete(session, delete, keys(session, unused, active, limit), List.of(active, created));
    pruned +=
        delete(
            session,
            delete,
            keys(session, tooOld, created, limit - pruned),
            List.of(active, created));
    long devices = devicesBefore.toEpochMilli();
    return pruned
        + delete(
            session,
            deleteDevice,
            keys(session, unusedDevices, devices, limit - pruned),
            List.of(devices));
  }

  private static List<Key> keys(Session session, String sql, long before, int limit)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command.number(before).number(limit).list(row -> new Key(row.uuid(), row.text()));
    }
  }

  private static int delete(Session session, String sql, List<Key> keys, List<Long> times)
      throws SQLException {
    int deleted = 0;
    try (Command command = session.prepare(sql)) {
      for (Key key : keys) {
        command.again().uuid(key.mailboxId()).text(key.hash());
        for (long time : times) {
          command.number(time);
        }
        deleted += command.update();
      }
    }
    return deleted;
  }
}
