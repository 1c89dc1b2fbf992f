package dev.melme.benchmarks.database;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/** The databases, and what each says differently. */
public enum DatabaseKind {
  /** The one that has targets. */
  POSTGRESQL("postgresql", Duration.ofSeconds(4)) {
    @Override
    public DatabaseServer start(Path folder, Path log) {
      return PostgreSqlServer.start(folder, log);
    }

    @Override
    String series(int from, int to) {
      return "generate_series(" + from + ", " + to + ") AS series (n)";
    }

    @Override
    String uuid(String hexDigits) {
      return "CAST(" + hexDigits + " AS uuid)";
    }

    @Override
    String utf8(String text) {
      return "convert_to(" + text + ", 'UTF8')";
    }

    @Override
    String contentType(int bytes) {
      return "bytea";
    }

    /** As the store keeps it: whoever compresses loses time and gains nothing. */
    @Override
    String[] storage(String table) {
      return new String[] {"ALTER TABLE " + table + " ALTER COLUMN content SET STORAGE EXTERNAL"};
    }

    @Override
    String[] analyze(String... tables) {
      return new String[] {"VACUUM (ANALYZE) " + String.join(", ", tables)};
    }

    /** What one side wrote is not flushed while the other is measured. */
    @Override
    String[] settle() {
      return new String[] {"CHECKPOINT"};
    }
  },
  /** In files, in the JVM that measures. */
  H2("h2", Duration.ofSeconds(2)) {
    @Override
    public DatabaseServer start(Path folder, Path log) {
      return H2Folder.in(folder);
    }

    @Override
    String series(int from, int to) {
      return "SYSTEM_RANGE(" + from + ", " + to + ") AS series (n)";
    }

    @Override
    String uuid(String hexDigits) {
      return "CAST(" + hexDigits + " AS UUID)";
    }

    @Override
    String utf8(String text) {
      return "STRINGTOUTF8(" + text + ")";
    }

    @Override
    String contentType(int bytes) {
      // no VARBINARY is larger
      return bytes <= 1 << 20 ? "VARBINARY(1048576)" : "BLOB";
    }

    @Override
    String[] analyze(String... tables) {
      return new String[] {"ANALYZE"};
    }

    /** CREATE TABLE AS has made the columns nullable, which H2 refuses in a key. */
    @Override
    String[] primaryKey(String table, String... columns) {
      Stream<String> notNull =
          Arrays.stream(columns)
              .map(column -> "ALTER TABLE " + table + " ALTER COLUMN " + column + " SET NOT NULL");
      return Stream.concat(notNull, Arrays.stream(super.primaryKey(table, columns)))
          .toArray(String[]::new);
    }
  },
  /** As Debian brings it. */
  MARIADB("mariadb", Duration.ofSeconds(2)) {
    @Override
    public DatabaseServer start(Path folder, Path log) {
      return MariaDbServer.start(folder, log);
    }

    @Override
    String series(int from, int to) {
      return "(SELECT seq AS n FROM seq_" + from + "_to_" + to + ") AS series";
    }

    @Override
    String uuid(String hexDigits) {
      return "UNHEX(" + hexDigits + ")";
    }

    @Override
    String utf8(String text) {
      return text;
    }

    @Override
    String contentType(int bytes) {
      return "LONGBLOB";
    }

    @Override
    String[] analyze(String... tables) {
      return new String[] {"ANALYZE TABLE " + String.join(", ", tables)};
    }

    @Override
    void bind(PreparedStatement statement, int index, UUID id) throws SQLException {
      ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
      statement.setBytes(index, bytes.array());
    }

    @Override
    UUID id(ResultSet row, int index) throws SQLException {
      ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(index));
      return new UUID(bytes.getLong(), bytes.getLong());
    }
  };

  private static final String[] NOTHING = {};

  private final String label;
  private final Duration window;

  DatabaseKind(String label, Duration window) {
    this.label = label;
    this.window = window;
  }

  /** How keys of rows begin. */
  public String label() {
    return label;
  }

  /**
   * Makes it ready.
   *
   * @param folder where its files go; what is in it goes
   * @param log where the server's own log goes
   * @throws MissingServerException when this machine does not have it
   */
  public abstract DatabaseServer start(Path folder, Path log);

  /** How long deliveries are measured at a time. */
  Duration window() {
    return window;
  }

  /** What stands in FROM for the numbers of a range, in the column n. */
  abstract String series(int from, int to);

  /** The id whose 32 hexadecimal digits a text expression gives. */
  abstract String uuid(String hexDigits);

  /** The bytes of a text expression. */
  abstract String utf8(String text);

  /** The type of a column that holds a message. */
  abstract String contentType(int bytes);

  /** Gives a table that was made by CREATE TABLE AS a primary key. */
  String[] primaryKey(String table, String... columns) {
    return new String[] {
      "ALTER TABLE " + table + " ADD PRIMARY KEY (" + String.join(", ", columns) + ")"
    };
  }

  /** Sets up how a table keeps its content. */
  String[] storage(String table) {
    return NOTHING;
  }

  /** Tells the planner what is in tables. */
  abstract String[] analyze(String... tables);

  /** Run before each window. */
  String[] settle() {
    return NOTHING;
  }

  void bind(PreparedStatement statement, int index, UUID id) throws SQLException {
    statement.setObject(index, id);
  }

  UUID id(ResultSet row, int index) throws SQLException {
    return row.getObject(index, UUID.class);
  }
}
