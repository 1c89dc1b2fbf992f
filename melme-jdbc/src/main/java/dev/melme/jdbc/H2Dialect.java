package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.PairForm;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.UuidForm;
import dev.melme.jdbc.kit.WriteTurns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** H2 2.5, embedded or as a server. */
final class H2Dialect extends Dialect {

  /**
   * H2 writes over chunks of its file that nothing refers to any more once they are this old, 45 s
   * unless told otherwise. After a crash it may have to go back to an older state, which still
   * refers to them; then it goes back further, and later commits are not found at the next start.
   */
  private static final int LEAST_RETENTION_MILLIS = 600_000;

  /** As many deliveries to one mailbox run side by side. */
  static final int GATE_SLOTS = 32;

  private static final int DUPLICATE_KEY = 23505;

  @Override
  String folder() {
    return "h2";
  }

  @Override
  UuidForm uuidForm() {
    return UuidForm.NATIVE;
  }

  @Override
  PairForm pairForm() {
    return PairForm.ROWS;
  }

  @Override
  String quoted(String identifier) {
    return '"' + identifier + '"';
  }

  @Override
  String nowMillis() {
    return "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000) AS BIGINT)";
  }

  /**
   * In a file one writer at a time. H2 saves its tables and its undo logs one after the other,
   * while transactions go on: what another one writes meanwhile may be saved in a table and not in
   * an undo log. After a crash nothing rolls that back. It is invisible, but it stands in the way
   * of what is written at its place, or looks like a row of a later transaction that got the same
   * number.
   */
  @Override
  WriteTurns writeTurns(Connection connection) throws SQLException {
    String file = file(connection);
    return file == null ? WriteTurns.together() : WriteTurns.oneAtATime("h2:" + file);
  }

  private static @Nullable String file(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet path = statement.executeQuery("SELECT DATABASE_PATH()")) {
      path.next();
      return path.getString(1);
    }
  }

  @Override
  String keepingRows() {
    return " FOR UPDATE";
  }

  /** A statement that fails undoes itself alone: the transaction goes on. */
  @Override
  boolean insertNew(Session session, String insert, Binding binding) throws SQLException {
    return inserted(session, insert, binding);
  }

  static boolean inserted(Session session, String insert, Binding binding) throws SQLException {
    try {
      return update(session, insert, binding);
    } catch (SQLException e) {
      if (e.getErrorCode() == DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  TargetWriter targetWriter(Tables tables, PendingPlace place) {
    return new StepwiseWriter(tables, new GateClaim(tables), place);
  }

  @Override
  OutboxLease outboxLease(Tables tables) {
    return new FencedLease(tables);
  }

  @Override
  void mailboxCreated(Session session, Tables tables, UUID mailboxId) throws SQLException {
    try (Command command =
        session.prepare(
            tables.sql(
                "INSERT INTO {gate} (mailbox_id, slot)"
                    + " SELECT CAST(? AS UUID), x FROM SYSTEM_RANGE(0, "
                    + (GATE_SLOTS - 1)
                    + ")"))) {
      command.uuid(mailboxId).update();
    }
  }

  @Override
  void lockForErasure(Session session, Tables tables, UUID mailboxId) throws SQLException {
    update(
        session,
        tables.sql("DELETE FROM {gate} WHERE mailbox_id = ?"),
        command -> command.uuid(mailboxId));
  }

  /**
   * H2 delays writing by 500 ms unless it is told otherwise, and what it acknowledged meanwhile is
   * lost when the process is killed. Without delay it writes before it answers, but does not wait
   * for the disk: a power failure may still cost the last moments. As a server it has writers in
   * several processes, which do not take turns.
   */
  @Override
  Optional<String> durabilityGivenUp(Session session) throws SQLException {
    if (file(session.connection()) == null) {
      return Optional.of("this H2 database is in memory: its mail goes with the process");
    }
    int delay = setting(session, "WRITE_DELAY", 0);
    if (delay != 0) {
      return Optional.of(
          "H2 writes with a delay of "
              + delay
              + " ms: a crash loses mail that was acknowledged. Add ;WRITE_DELAY=0 to its URL");
    }
    int retention = setting(session, "RETENTION_TIME", LEAST_RETENTION_MILLIS);
    if (retention < LEAST_RETENTION_MILLIS) {
      return Optional.of(
          "H2 writes over what it stored "
              + retention
              + " ms ago: several crashes in a row lose mail that was acknowledged. Add"
              + " ;RETENTION_TIME=3600000 to its URL");
    }
    return session.connection().getMetaData().getURL().matches("(?i)jdbc:h2:(tcp|ssl):.*")
        ? Optional.of(
            "this H2 database is a server: after a crash of it some mail may be deferred for ever."
                + " Open its file in this process, or use PostgreSQL or MariaDB")
        : Optional.empty();
  }

  private static int setting(Session session, String name, int otherwise) throws SQLException {
    return setting(
            session,
            "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = '"
                + name
                + "'")
        .map(Integer::valueOf)
        .orElse(otherwise);
  }
}
