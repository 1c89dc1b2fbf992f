package dev.melme.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.melme.MelMe;
import dev.melme.api.StoreException;
import dev.melme.jdbc.JdbcStore;
import dev.melme.jdbc.SchemaSetup;
import dev.melme.spi.SessionRepository;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Mail that stays: a pool of connections to a {@link MailPlace}, and MelMe on it. The pool belongs
 * to the program, so the program closes it, after MelMe.
 */
final class MailStore implements AutoCloseable {

  /**
   * The most connections. A session takes one for a few milliseconds per recipient and message:
   * more would wait inside the database instead of before it.
   */
  private static final int CONNECTIONS = 10;

  /** With the next one less than five seconds: an outage is answered 451 before clients give up. */
  private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(4);

  private static final Duration VALIDATION_PATIENCE = Duration.ofMillis(800);

  private final HikariDataSource pool;
  private final JdbcStore store;
  private final MelMe melme;

  private MailStore(HikariDataSource pool, JdbcStore store) {
    this.pool = pool;
    this.store = store;
    this.melme = MelMe.builder().store(store).build();
  }

  /**
   * Opens the store, made or brought up to date when need be.
   *
   * @throws CommandException when it cannot be opened
   */
  static MailStore open(MailPlace place) {
    place.prepare();
    return open(place, SchemaSetup.MIGRATE);
  }

  /**
   * Opens the store as it is.
   *
   * @throws CommandException when it is not there or cannot be opened
   */
  static MailStore openExisting(MailPlace place) {
    place.requireThere();
    return open(place, SchemaSetup.VALIDATE);
  }

  private static MailStore open(MailPlace place, SchemaSetup setup) {
    HikariDataSource pool = pool(place);
    try {
      JdbcStore store = JdbcStore.builder().dataSource(pool).schemaSetup(setup).build();
      return new MailStore(pool, store);
    } catch (StoreException notReady) {
      pool.close();
      throw CommandException.failure(
          "The mail "
              + place.inWords()
              + " is not ready: "
              + (setup == SchemaSetup.VALIDATE ? "start serve once, which makes its tables. " : "")
              + notReady.getMessage()
              + cause(notReady));
    } catch (Throwable failed) {
      pool.close();
      throw failed;
    }
  }

  /** What Flyway or the driver says, unless it shows a URL: that may hold a password. */
  private static String cause(StoreException failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = String.valueOf(root.getMessage());
    return root == failed || words.contains("jdbc:") ? "" : ": " + words;
  }

  private static HikariDataSource pool(MailPlace place) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("mail");
    config.setJdbcUrl(place.url());
    config.setUsername(place.user());
    config.setPassword(place.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_PATIENCE.toMillis());
    config.setValidationTimeout(VALIDATION_PATIENCE.toMillis());
    config.setExceptionOverride(new ClosedH2Eviction());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // A database that is down at the start is one line, not a program that waits for it.
    config.setInitializationFailTimeout(1);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException failed) {
      throw place.explain(sqlCause(failed));
    }
  }

  /** The innermost is the driver's own; the pool and the drivers wrap it. */
  private static SQLException sqlCause(RuntimeException failed) {
    SQLException found = new SQLException(failed);
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        found = sql;
      }
    }
    return found;
  }

  MelMe melme() {
    return melme;
  }

  /** Passwords and sessions as the store keeps them. */
  SessionRepository sessions() {
    return store.sessions();
  }

  /** Ends what is under way, then gives the connections back. Doing it twice changes nothing. */
  @Override
  public void close() {
    try {
      melme.close();
    } finally {
      pool.close();
    }
  }
}
