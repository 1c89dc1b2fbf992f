package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One table with all columns of the store's message table and the bytes of the message, under the
 * same primary key. Its rows are copies of one that the store wrote, each with an id and bytes of
 * its own, so that as much is inserted. Safe for use by many threads.
 */
final class ReferenceMessages {

  private static final String TABLE = "reference_message";

  private final DatabaseKind kind;
  private final DataSource pool;
  private final List<Column> columns;
  private final String insert;

  private ReferenceMessages(DatabaseKind kind, DataSource pool, List<Column> columns) {
    this.kind = kind;
    this.pool = pool;
    this.columns = columns;
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    this.insert =
        "INSERT INTO "
            + TABLE
            + " ("
            + names
            + ", content) VALUES ("
            + "?, ".repeat(columns.size())
            + "?)";
  }

  /**
   * Makes the table.
   *
   * @param kind the database
   * @param pool where the store has written one message or more
   * @param contentBytes how large the messages are
   */
  static ReferenceMessages create(DatabaseKind kind, DataSource pool, int contentBytes) {
    Sql.execute(pool, "CREATE TABLE " + TABLE + " AS SELECT * FROM melme_message WHERE 1 = 0");
    Sql.execute(pool, kind.primaryKey(TABLE, "mailbox_id", "message_id"));
    Sql.execute(
        pool, "ALTER TABLE " + TABLE + " ADD COLUMN content " + kind.contentType(contentBytes));
    Sql.execute(pool, kind.storage(TABLE));
    try {
      return new ReferenceMessages(kind, pool, copyOfOne(pool));
    } catch (SQLException e) {
      throw new IllegalStateException("There is no message to copy", e);
    }
  }

  private static List<Column> copyOfOne(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM melme_message LIMIT 1")) {
      row.next();
      ResultSetMetaData data = row.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        boolean lob = data.getColumnType(i) == Types.CLOB;
        Object value = lob ? row.getString(i) : row.getObject(i);
        columns.add(new Column(data.getColumnLabel(i), data.getColumnType(i), value));
      }
      return columns;
    }
  }

  /** Inserts a row and commits. */
  void insert(MailboxId mailboxId, UUID messageId, byte[] content) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int i = 0; i < columns.size(); i++) {
          bind(statement, i + 1, columns.get(i), mailboxId, messageId);
        }
        statement.setBytes(columns.size() + 1, content);
        statement.executeUpdate();
      }
      connection.commit();
    }
  }

  private void bind(
      PreparedStatement statement, int index, Column column, MailboxId mailboxId, UUID messageId)
      throws SQLException {
    if (column.is("mailbox_id")) {
      kind.bind(statement, index, mailboxId.value());
    } else if (column.is("message_id")) {
      kind.bind(statement, index, messageId);
    } else if (column.value == null) {
      statement.setNull(index, column.type);
    } else {
      statement.setObject(index, column.value);
    }
  }

  /** Reads the bytes of one row. */
  byte[] content(MailboxId mailboxId, MessageId messageId) throws SQLException {
    String select = "SELECT content FROM " + TABLE + " WHERE mailbox_id = ? AND message_id = ?";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      kind.bind(statement, 1, mailboxId.value());
      kind.bind(statement, 2, messageId.value());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    }
  }

  long rows() {
    return Sql.number(pool, "SELECT count(*) FROM " + TABLE);
  }

  private record Column(String name, int type, @Nullable Object value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }
}
