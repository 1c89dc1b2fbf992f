package dev.melme.jdbc;

import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.UuidForm;
import java.sql.SQLException;
import java.util.Optional;

/** MariaDB 10.11 and newer; MySQL 8.4 reads the same statements. */
final class MariaDbDialect extends Dialect {

  @Override
  String folder() {
    return "mariadb";
  }

  /** The UUID type of MariaDB is not known to MySQL. */
  @Override
  UuidForm uuidForm() {
    return UuidForm.BYTES;
  }

  @Override
  String numberParameter() {
    return "?";
  }

  /**
   * Its bulk protocol knows VALUES only, and refuses the rest (error 1295); a SELECT within VALUES
   * was seen to give several rows the result of the first one.
   */
  @Override
  boolean batchesInsertSelect() {
    return false;
  }

  @Override
  String uuidParameter() {
    return "?";
  }

  @Override
  String quoted(String identifier) {
    return '`' + identifier + '`';
  }

  @Override
  String nowMillis() {
    return "SELECT CAST(FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000) AS SIGNED)";
  }

  @Override
  String keepingRows() {
    return " LOCK IN SHARE MODE";
  }

  /** IGNORE hides other errors too: only for rows whose values cannot be wrong. */
  @Override
  boolean insertNew(Session session, String insert, Binding binding) throws SQLException {
    return update(session, insert.replaceFirst("INSERT", "INSERT IGNORE"), binding);
  }

  @Override
  TargetWriter targetWriter(Tables tables, PendingPlace place) {
    return new StepwiseWriter(tables, new SharedLockClaim(tables), place);
  }

  @Override
  OutboxLease outboxLease(Tables tables) {
    return new LockingLease(tables);
  }

  @Override
  Optional<String> durabilityGivenUp(Session session) throws SQLException {
    String flush = setting(session, "SELECT @@innodb_flush_log_at_trx_commit").orElse("1");
    return flush.equals("1")
        ? Optional.empty()
        : Optional.of(
            "innodb_flush_log_at_trx_commit is "
                + flush
                + ": a crash of the server loses mail. Set it to 1");
  }
}
