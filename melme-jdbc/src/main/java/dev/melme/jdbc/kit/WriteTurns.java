package dev.melme.jdbc.kit;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets transactions that write begin: all of them, or within this process one after the other. Safe
 * for use by many threads.
 */
public final class WriteTurns {

  /** Databases of this process that take one writer at a time; as few as it has files open. */
  private static final Map<String, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private static final WriteTurns TOGETHER = new WriteTurns(null);

  /** A sender waits for its answer meanwhile. */
  private static final long PATIENCE_SECONDS = 4;

  private final @Nullable ReentrantLock lock;

  private WriteTurns(@Nullable ReentrantLock lock) {
    this.lock = lock;
  }

  /** Does what a turn is for. */
  @FunctionalInterface
  interface Writing<T> {
    T run() throws SQLException;
  }

  /**
   * For databases that sort writers out by themselves.
   *
   * @return turns that all have at once
   */
  public static WriteTurns together() {
    return TOGETHER;
  }

  /**
   * For a database that one transaction at a time must write to, whoever writes.
   *
   * @param database what tells it from all others of this process
   * @return turns that all who name this database share
   */
  public static WriteTurns oneAtATime(String database) {
    return new WriteTurns(LOCKS.computeIfAbsent(database, name -> new ReentrantLock()));
  }

  /** A thread whose turn it is may begin another transaction within. */
  <T> T take(Writing<T> writing) throws SQLException {
    if (lock == null) {
      return writing.run();
    }
    await(lock);
    try {
      return writing.run();
    } finally {
      lock.unlock();
    }
  }

  private static void await(ReentrantLock lock) throws SQLException {
    try {
      if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLTransactionRollbackException("The turn to write did not come", "40001");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while waiting for the turn to write", "57014", e);
    }
  }
}
