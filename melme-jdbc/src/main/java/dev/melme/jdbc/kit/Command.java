package dev.melme.jdbc.kit;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One prepared statement. Each call of a binding method sets the next parameter. */
public final class Command implements AutoCloseable {

  private final PreparedStatement statement;
  private final UuidForm uuidForm;
  private int index;

  Command(PreparedStatement statement, UuidForm uuidForm) {
    this.statement = statement;
    this.uuidForm = uuidForm;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Mapper<T> {

    /**
     * Reads the columns in their order.
     *
     * @param row the row
     * @return the value
     * @throws SQLException when a column cannot be read
     */
    T map(Row row) throws SQLException;
  }

  /**
   * Sets the next parameter to a UUID.
   *
   * @param value the value
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command uuid(UUID value) throws SQLException {
    uuidForm.bind(statement, ++index, value);
    return this;
  }

  /**
   * Sets the next parameter to a UUID or NULL.
   *
   * @param value the value, or null
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command uuidOrNull(@Nullable UUID value) throws SQLException {
    if (value == null) {
      uuidForm.bindNull(statement, ++index);
      return this;
    }
    return uuid(value);
  }

  /**
   * Sets the next parameter to a text.
   *
   * @param value the value, or null
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command text(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.VARCHAR);
    } else {
      statement.setString(++index, value);
    }
    return this;
  }

  /**
   * Sets the next parameter to a number.
   *
   * @param value the value
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command number(long value) throws SQLException {
    statement.setLong(++index, value);
    return this;
  }

  /**
   * Sets the next parameter to a number or NULL.
   *
   * @param value the value, or null
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command numberOrNull(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++index, Types.BIGINT);
    } else {
      statement.setLong(++index, value);
    }
    return this;
  }

  /**
   * Sets the next parameter to bytes.
   *
   * @param value the value; not copied, and not changed before the command is closed
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command bytes(byte[] value) throws SQLException {
    statement.setBytes(++index, value);
    return this;
  }

  /**
   * Sets the next parameter to an array of texts.
   *
   * @param values the values
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command texts(Collection<String> values) throws SQLException {
    return array("VARCHAR", values);
  }

  /**
   * Sets the next parameter to an array of UUIDs.
   *
   * @param values the values
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command uuids(Collection<UUID> values) throws SQLException {
    return array("UUID", values);
  }

  /**
   * Sets the next parameter to an array of numbers.
   *
   * @param values the values
   * @return this command
   * @throws SQLException when the driver refuses it
   */
  public Command numbers(Collection<Long> values) throws SQLException {
    return array("BIGINT", values);
  }

  private Command array(String type, Collection<?> values) throws SQLException {
    Array array = statement.getConnection().createArrayOf(type, values.toArray());
    statement.setArray(++index, array);
    return this;
  }

  /**
   * Adds the parameters to a batch; the next one begins anew.
   *
   * @throws SQLException when the driver refuses it
   */
  public void addBatch() throws SQLException {
    statement.addBatch();
    index = 0;
  }

  /**
   * Begins anew with the first parameter, to execute once more.
   *
   * @return this command
   */
  public Command again() {
    index = 0;
    return this;
  }

  /**
   * Executes the batch.
   *
   * @throws SQLException when one of its statements fails
   */
  public void executeBatch() throws SQLException {
    statement.executeBatch();
  }

  /**
   * Executes a change.
   *
   * @return how many rows it met
   * @throws SQLException when it fails
   */
  public int update() throws SQLException {
    return statement.executeUpdate();
  }

  /**
   * Executes a query.
   *
   * @param mapper makes a value of each row
   * @param <T> type of the values
   * @return the values, in the order of the rows
   * @throws SQLException when it fails
   */
  public <T> List<T> list(Mapper<? extends T> mapper) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      List<T> values = new ArrayList<>();
      Row row = new Row(result, uuidForm);
      while (row.next()) {
        values.add(mapper.map(row));
      }
      return values;
    }
  }

  /**
   * Executes a query of which the first row counts.
   *
   * @param mapper makes a value of it
   * @param <T> type of the value
   * @return the value, or empty when there is no row
   * @throws SQLException when it fails
   */
  public <T> Optional<T> first(Mapper<? extends T> mapper) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      Row row = new Row(result, uuidForm);
      return row.next() ? Optional.of(mapper.map(row)) : Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
