package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.UuidForm;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL 14 and newer. */
final class PostgreSqlDialect extends Dialect {

  @Override
  String folder() {
    return "postgresql";
  }

  @Override
  UuidForm uuidForm() {
    return UuidForm.NATIVE;
  }

  @Override
  String quoted(String identifier) {
    return '"' + identifier + '"';
  }

  @Override
  String nowMillis() {
    return "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint)";
  }

  @Override
  String keepingRows() {
    return " FOR KEY SHARE";
  }

  /** An error would end the transaction, so that none may come up. */
  @Override
  boolean insertNew(Session session, String insert, Binding binding) throws SQLException {
    return update(session, insert + " ON CONFLICT DO NOTHING", binding);
  }

  @Override
  SearchIndex searchIndex(Tables tables) {
    return new ArraySearchIndex(tables);
  }

  @Override
  TargetWriter targetWriter(Tables tables, PendingPlace place) {
    return new OneStatementWriter(tables, place);
  }

  @Override
  KeyedRows keyedRows(Tables tables, KeyedRows.Choice choice) {
    return new ArrayKeyedRows(tables, choice);
  }

  @Override
  OutboxLease outboxLease(Tables tables) {
    return new OneStatementLease(tables);
  }

  @Override
  ThreadKeys threadKeys(Tables tables) {
    return new ArrayThreadKeys(tables);
  }

  @Override
  PlaceWriter placeWriter(Tables tables) {
    return new ArrayPlaceWriter(tables);
  }

  /** Without statistics of a mailbox it would rather read all of its messages. */
  @Override
  String joinMessage() {
    return " CROSS JOIN LATERAL (SELECT x.* FROM {message} x WHERE x.mailbox_id = p.mailbox_id"
        + " AND x.message_id = p.message_id LIMIT 1) m";
  }

  @Override
  ConversationRows conversationRows(Tables tables) {
    return new ArrayConversationRows(tables);
  }

  /** COMMIT of a transaction that an error has ended returns normally and stores nothing. */
  @Override
  void requireUsable(Session session) throws SQLException {
    try (Command command = session.prepare("SELECT 1")) {
      command.first(row -> row.number());
    }
  }

  @Override
  void commitWithoutWaiting(Session session) throws SQLException {
    try (Command command = session.prepare("SET LOCAL synchronous_commit TO off")) {
      command.update();
    }
  }

  @Override
  Optional<String> durabilityGivenUp(Session session) throws SQLException {
    for (String name : new String[] {"fsync", "synchronous_commit"}) {
      if (setting(session, "SHOW " + name).orElse("on").equals("off")) {
        return Optional.of(name + " is off: a crash of the server loses mail. Switch it on");
      }
    }
    return Optional.empty();
  }
}
