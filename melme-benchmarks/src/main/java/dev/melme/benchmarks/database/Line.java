package dev.melme.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** One line of a list in plain values: what the least code makes of the columns that lists show. */
record Line(
    UUID id,
    Instant receivedAt,
    String from,
    String subject,
    String snippet,
    String aliases,
    int attachments,
    long sizeBytes,
    String completeness,
    String traits) {

  private static final List<String> NAMES =
      List.of(
          "message_id",
          "received_at",
          "from_field",
          "subject",
          "snippet",
          "matched_aliases",
          "attachment_count",
          "size_bytes",
          "completeness",
          "traits");

  /** What a query selects for {@link #of}, by the alias e of a table. */
  static final String COLUMNS = "e." + String.join(", e.", NAMES);

  /** How many columns that are. */
  static final int WIDTH = NAMES.size();

  /** Sets the parameters of a query. */
  @FunctionalInterface
  interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static Line of(ResultSet row, DatabaseKind kind) throws SQLException {
    return new Line(
        kind.id(row, 1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getLong(8),
        row.getString(9),
        row.getString(10));
  }

  /** Runs a query on a connection of the pool. */
  static <T> List<T> query(DataSource pool, String sql, Binder binder, Reader<T> reader)
      throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        List<T> lines = new ArrayList<>(64);
        while (row.next()) {
          lines.add(reader.read(row));
        }
        return lines;
      }
    }
  }
}
