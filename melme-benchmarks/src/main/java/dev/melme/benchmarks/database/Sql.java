package dev.melme.benchmarks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Statements that set something up. */
final class Sql {

  private Sql() {}

  /** Executes statements one after the other, each committed. */
  static void execute(DataSource dataSource, String... statements) {
    try (Connection connection = dataSource.getConnection()) {
      execute(connection, statements);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Executes statements one after the other, each committed. */
  static void execute(JdbcAddress address, String... statements) {
    try (Connection connection =
        DriverManager.getConnection(address.url(), address.user(), address.password())) {
      execute(connection, statements);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The one number that a query answers. */
  static long number(DataSource dataSource, String query) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("A statement failed: " + e.getMessage(), e);
  }
}
