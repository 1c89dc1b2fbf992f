package dev.melme.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A database that one test fills.
 *
 * @param url where it is
 * @param user who signs in
 * @param password with what
 * @param drop removes it again
 */
record TestDatabase(String url, String user, String password, Runnable drop)
    implements AutoCloseable {

  /** Less than the 5 seconds within which a sender gets its 451. */
  static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(4);

  private static final int POOL_SIZE = 40;

  /** A pool as hosts have one. */
  HikariDataSource pool() {
    return pool(POOL_SIZE);
  }

  HikariDataSource pool(int size) {
    return pool(url, size);
  }

  /** A pool that gives up after some time; at least 250 ms. */
  HikariDataSource pool(int size, Duration connectionTimeout) {
    HikariDataSource pool = pool(size);
    pool.setConnectionTimeout(connectionTimeout.toMillis());
    return pool;
  }

  /** A pool of connections that go another way, such as through a proxy. */
  HikariDataSource pool(String otherUrl, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(otherUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new ClosedH2Eviction());
    return new HikariDataSource(config);
  }

  /** A connection beside all pools. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Runs statements, each in a transaction of its own. */
  void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The test's own statement failed", e);
    }
  }

  /** Removes the database with all that is in it. */
  @Override
  public void close() {
    drop.run();
  }
}
