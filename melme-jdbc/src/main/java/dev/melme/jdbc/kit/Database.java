package dev.melme.jdbc.kit;

import dev.melme.jdbc.kit.SqlFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does work with connections of a data source. Safe for use by many threads. */
public final class Database {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private static final int CONFLICT_ATTEMPTS = 8;
  private static final int CONNECTION_ATTEMPTS = 2;
  private static final long PAUSE_MILLIS = 8;

  /** A sender waits: what did not succeed by then is not begun again. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final DataSource dataSource;
  private final UuidForm uuidForm;
  private final PairForm pairForm;
  private final int isolation;
  private final WriteTurns turns;

  /**
   * Works on a data source.
   *
   * @param dataSource where connections come from
   * @param uuidForm how the database keeps UUIDs
   * @param pairForm how it finds pairs by index
   * @param isolation the level that its connections come with, as {@link Connection} numbers them;
   *     when it is another than READ COMMITTED, each transaction changes it and changes it back
   * @param turns when transactions may begin; a turn comes before a connection is taken
   */
  public Database(
      DataSource dataSource,
      UuidForm uuidForm,
      PairForm pairForm,
      int isolation,
      WriteTurns turns) {
    this.dataSource = dataSource;
    this.uuidForm = uuidForm;
    this.pairForm = pairForm;
    this.isolation = isolation;
    this.turns = turns;
  }

  /**
   * Reads by single statements, each of which sees what is committed when it begins.
   *
   * @param what names the work in errors: "read a message"
   * @param work what to do; done once more when a connection breaks
   * @param <T> what comes of it
   * @return what came of it
   * @throws SqlFailure when the database does not do it
   */
  public <T> T read(String what, Work<T> work) {
    return persistently(what, () -> inMode(true, what, work));
  }

  /**
   * Does work in one transaction at READ COMMITTED.
   *
   * @param what names the work in errors: "store a message"
   * @param work what to do; done again when a conflict rolled it back or a connection broke before
   *     the commit
   * @param <T> what comes of it
   * @return what came of it, committed
   * @throws SqlFailure when the database does not do it; whatever else the work throws is thrown on
   *     once it is rolled back
   */
  public <T> T transact(String what, Work<T> work) {
    return persistently(what, () -> turns.take(() -> inMode(false, what, work)));
  }

  /** Finds something out from a connection. */
  @FunctionalInterface
  public interface Probe<T> {

    /**
     * Asks.
     *
     * @param connection a connection as the data source hands it out
     * @return the answer
     * @throws SQLException when the database does not answer
     */
    T ask(Connection connection) throws SQLException;
  }

  /**
   * Asks a data source before anything is known about it.
   *
   * @param dataSource where connections come from
   * @param probe what to find out
   * @param <T> type of the answer
   * @return the answer
   * @throws SqlFailure when there is no answer
   */
  public static <T> T probe(DataSource dataSource, Probe<T> probe) {
    try (Connection connection = dataSource.getConnection()) {
      return probe.ask(connection);
    } catch (SQLException e) {
      throw new SqlFailure("reach the database", SqlFaults.kind(e), e);
    }
  }

  /** Signals that getting a connection failed, which is not tried again: the pool has waited. */
  private static final class NoConnection extends SQLException {
    private static final long serialVersionUID = 1L;

    NoConnection(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
    }
  }

  @FunctionalInterface
  private interface Attempt<T> {
    T run() throws SQLException;
  }

  private static <T> T persistently(String what, Attempt<T> attempt) {
    long begun = System.nanoTime();
    for (int tried = 1; ; tried++) {
      try {
        return attempt.run();
      } catch (NoConnection e) {
        Kind kind = SqlFaults.kind(e);
        throw new SqlFailure(what, kind == Kind.FULL ? kind : Kind.CONNECTION, e);
      } catch (SQLException e) {
        Kind kind = SqlFaults.kind(e);
        if (tried >= attempts(kind) || System.nanoTime() - begun > PATIENCE_NANOS) {
          throw new SqlFailure(what, kind, e);
        }
        LOG.debug("Trying again to {} (SQLSTATE {})", what, e.getSQLState());
        if (kind == Kind.CONFLICT) {
          pause(tried);
        }
      }
    }
  }

  private static int attempts(Kind kind) {
    return switch (kind) {
      case CONFLICT -> CONFLICT_ATTEMPTS;
      case CONNECTION -> CONNECTION_ATTEMPTS;
      default -> 1;
    };
  }

  /** Two that met should not meet again at once. */
  private static void pause(int tried) {
    long millis = ThreadLocalRandom.current().nextLong(1, PAUSE_MILLIS * tried);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private <T> T inMode(boolean autoCommit, String what, Work<T> work) throws SQLException {
    Connection connection = connect();
    try {
      boolean cameWith = connection.getAutoCommit();
      if (cameWith == autoCommit) {
        return run(autoCommit, connection, what, work);
      }
      connection.setAutoCommit(autoCommit);
      try {
        return run(autoCommit, connection, what, work);
      } finally {
        restore(connection, cameWith);
      }
    } finally {
      close(connection);
    }
  }

  private <T> T run(boolean autoCommit, Connection connection, String what, Work<T> work)
      throws SQLException {
    if (autoCommit) {
      return work.run(new Session(connection, uuidForm, pairForm));
    }
    if (isolation == Connection.TRANSACTION_READ_COMMITTED) {
      return commitIn(connection, what, work);
    }
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    try {
      return commitIn(connection, what, work);
    } finally {
      restoreIsolation(connection);
    }
  }

  private Connection connect() throws NoConnection {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw new NoConnection(e);
    }
  }

  private <T> T commitIn(Connection connection, String what, Work<T> work) throws SQLException {
    T result;
    try {
      result = work.run(new Session(connection, uuidForm, pairForm));
    } catch (Throwable t) {
      rollBack(connection, t);
      throw t;
    }
    commit(connection, what);
    return result;
  }

  private static void commit(Connection connection, String what) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      rollBack(connection, e);
      if (SqlFaults.rolledBackAtCommit(e)) {
        throw e;
      }
      throw new SqlFailure(what, Kind.COMMIT_UNKNOWN, e);
    } catch (RuntimeException | Error e) {
      rollBack(connection, e);
      SqlFailure unknown = new SqlFailure(what, Kind.COMMIT_UNKNOWN, null);
      unknown.addSuppressed(e);
      throw unknown;
    }
  }

  /** A connection that cannot roll back must never be used again. */
  private static void rollBack(Connection connection, Throwable original) {
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      suppress(original, e);
      try {
        connection.abort(Runnable::run);
      } catch (SQLException | RuntimeException again) {
        suppress(original, again);
      }
    }
  }

  /** What was done is done, and what was thrown is thrown: the pool finds out by itself. */
  private static void restore(Connection connection, boolean autoCommit) {
    try {
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      LOG.debug("A connection could not go back to its mode (SQLSTATE {})", e.getSQLState());
    }
  }

  private void restoreIsolation(Connection connection) {
    try {
      connection.setTransactionIsolation(isolation);
    } catch (SQLException e) {
      LOG.debug("A connection could not go back to its level (SQLSTATE {})", e.getSQLState());
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection could not be closed (SQLSTATE {})", e.getSQLState());
    }
  }

  private static void suppress(Throwable original, Exception secondary) {
    original.addSuppressed(secondary instanceof SQLException sql ? SqlFaults.safe(sql) : secondary);
  }
}
