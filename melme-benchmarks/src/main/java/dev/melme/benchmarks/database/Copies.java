package dev.melme.benchmarks.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/** Multiplies a row that the store wrote, within the database: a million are there in a minute. */
final class Copies {

  private static final int BATCH = 50_000;

  private final DatabaseKind kind;
  private final DataSource pool;

  Copies(DatabaseKind kind, DataSource pool) {
    this.kind = kind;
    this.pool = pool;
  }

  /**
   * Copies one row once for each number of a range.
   *
   * @param table where it is
   * @param row what WHERE finds it by
   * @param from the first number
   * @param to the last number
   * @param different an expression in the column n for each column that differs
   */
  void make(String table, String row, int from, int to, Map<String, String> different) {
    String original = "original_" + table;
    List<String> columns = columns(table);
    List<String> values =
        columns.stream()
            .map(column -> different.getOrDefault(column, original + "." + column))
            .toList();
    // MariaDB would set aside all that is to be inserted if it came from the same table
    Sql.execute(pool, "CREATE TABLE " + original + " AS SELECT * FROM " + table + " WHERE " + row);
    for (int start = from; start <= to; start += BATCH) {
      int end = Math.min(to, start + BATCH - 1);
      Sql.execute(
          pool,
          String.format(
              Locale.ROOT,
              "INSERT INTO %s (%s) SELECT %s FROM %s CROSS JOIN %s",
              table,
              String.join(", ", columns),
              String.join(", ", values),
              original,
              kind.series(start, end)));
    }
    Sql.execute(pool, "DROP TABLE " + original);
  }

  private List<String> columns(String table) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData data = none.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        columns.add(data.getColumnLabel(i).toLowerCase(Locale.ROOT));
      }
      return columns;
    } catch (SQLException e) {
      throw new IllegalStateException("Table " + table + " has no columns", e);
    }
  }
}
