package dev.melme.jdbc.kit;

import dev.melme.jdbc.kit.SqlFailure.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;

/**
 * Reads SQLSTATE and vendor codes. H2 has five digits, MariaDB and MySQL have four, PostgreSQL has
 * none, so one table serves all.
 */
public final class SqlFaults {

  /** Record changed since it was read, lock wait timeout, deadlock; H2: lock timeout, deadlock. */
  private static final Set<Integer> CONFLICT_CODES = Set.of(1020, 1205, 1213, 40001, 50200, 90131);

  /**
   * Out of memory, too many connections, shutdown, aborted connection, read-only, query timeout,
   * killed, Galera node not ready; H2: closed, broken connection, file locked, closing, cancelled.
   */
  private static final Set<Integer> BUSY_CODES =
      Set.of(
          1037, 1038, 1040, 1041, 1047, 1053, 1152, 1290, 1317, 1792, 1836, 1927, 1969, 3024, 3168,
          57014, 90020, 90028, 90031, 90067, 90098, 90108, 90121);

  /** Disk full, table full; H2: no disk space. */
  private static final Set<Integer> FULL_CODES = Set.of(1021, 1114, 90100);

  /** Transactions that ended for being idle or too long; a standby that took no promotion yet. */
  private static final Set<String> BUSY_STATES = Set.of("25006", "25S03", "25P03", "25P04");

  private SqlFaults() {}

  /**
   * Says what an exception means.
   *
   * @param exception what a driver or a pool threw
   * @return its kind, never COMMIT_UNKNOWN
   */
  public static Kind kind(SQLException exception) {
    for (SQLException link = exception; link != null; link = link.getNextException()) {
      Kind kind = kindOfOne(link);
      if (kind != Kind.BROKEN) {
        return kind;
      }
    }
    return Kind.BROKEN;
  }

  private static Kind kindOfOne(SQLException exception) {
    int code = exception.getErrorCode();
    String state = exception.getSQLState() == null ? "" : exception.getSQLState();
    if (FULL_CODES.contains(code) || state.equals("53100") || saysFull(exception)) {
      return Kind.FULL;
    }
    if (CONFLICT_CODES.contains(code)
        || state.startsWith("40")
        || state.equals("55P03")
        || exception instanceof SQLTransactionRollbackException) {
      return Kind.CONFLICT;
    }
    if (BUSY_CODES.contains(code)
        || BUSY_STATES.contains(state)
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("HYT")
        || exception instanceof SQLTimeoutException) {
      return Kind.BUSY;
    }
    if (state.startsWith("08")
        || exception instanceof SQLTransientConnectionException
        || exception instanceof SQLNonTransientConnectionException
        || exception instanceof SQLRecoverableException) {
      return Kind.CONNECTION;
    }
    return state.startsWith("22") || state.startsWith("54") ? Kind.DATA : Kind.BROKEN;
  }

  /** H2 and MariaDB give a full disk many codes, but always the words of the system. */
  private static boolean saysFull(Throwable thrown) {
    Throwable link = thrown;
    for (int depth = 0; link != null && depth < 10; depth++) {
      String message = link.getMessage();
      if (message != null) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("no space left on device")
            || words.contains("not enough space on the disk")
            || words.contains("got error 28 ")
            || words.contains("errcode: 28")) {
          return true;
        }
      }
      link = link.getCause();
    }
    return false;
  }

  /** Tells whether a database that answers a COMMIT in this way has rolled back for certain. */
  static boolean rolledBackAtCommit(SQLException exception) {
    // 40003: statement completion unknown
    return kind(exception) == Kind.CONFLICT && !"40003".equals(exception.getSQLState());
  }

  /**
   * The exception without what may be mail: drivers quote bound values in the messages of data
   * errors. State, code and stack stay.
   *
   * @param exception what a driver threw
   * @return an exception that may go into a log
   */
  static SQLException safe(SQLException exception) {
    SQLException safe =
        new SQLException(
            exception.getClass().getName()
                + (quotesNoValues(exception)
                    ? ": " + exception.getMessage()
                    : " (its message is withheld, it may quote mail)"),
            exception.getSQLState(),
            exception.getErrorCode());
    safe.setStackTrace(exception.getStackTrace());
    return safe;
  }

  private static boolean quotesNoValues(SQLException exception) {
    String state = exception.getSQLState();
    return state != null
        && (state.startsWith("08")
            || state.startsWith("28")
            || state.startsWith("3D")
            || state.startsWith("42")
            || state.startsWith("57P"));
  }
}
