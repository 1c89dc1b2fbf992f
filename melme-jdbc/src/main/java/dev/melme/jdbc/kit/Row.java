package dev.melme.jdbc.kit;

import dev.melme.api.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result. Each call reads the next column. */
public final class Row {

  private final ResultSet result;
  private final UuidForm uuidForm;
  private int index;

  Row(ResultSet result, UuidForm uuidForm) {
    this.result = result;
    this.uuidForm = uuidForm;
  }

  boolean next() throws SQLException {
    index = 0;
    return result.next();
  }

  /**
   * The next column, a UUID.
   *
   * @return the value
   * @throws SQLException when the column is NULL or cannot be read
   */
  public UUID uuid() throws SQLException {
    return present(uuidOrNull());
  }

  /**
   * The next column, a UUID or NULL.
   *
   * @return the value, or null
   * @throws SQLException when the column cannot be read
   */
  public @Nullable UUID uuidOrNull() throws SQLException {
    return uuidForm.read(result, ++index);
  }

  /**
   * The next column, a text.
   *
   * @return the value
   * @throws SQLException when the column is NULL or cannot be read
   */
  public String text() throws SQLException {
    return present(textOrNull());
  }

  /**
   * The next column, a text or NULL.
   *
   * @return the value, or null
   * @throws SQLException when the column cannot be read
   */
  public @Nullable String textOrNull() throws SQLException {
    return result.getString(++index);
  }

  /**
   * The next column, a number; 0 for NULL.
   *
   * @return the value
   * @throws SQLException when the column cannot be read
   */
  public long number() throws SQLException {
    return result.getLong(++index);
  }

  /**
   * The next column, a number or NULL.
   *
   * @return the value, or null
   * @throws SQLException when the column cannot be read
   */
  public @Nullable Long numberOrNull() throws SQLException {
    long value = result.getLong(++index);
    return result.wasNull() ? null : value;
  }

  /**
   * The next column, a condition.
   *
   * @return the value
   * @throws SQLException when the column cannot be read
   */
  public boolean flag() throws SQLException {
    return result.getBoolean(++index);
  }

  /**
   * The next column, the name of a constant.
   *
   * @param type whose constants
   * @param <E> their type
   * @return the constant
   * @throws SQLException when the column is NULL or cannot be read
   * @throws StoreException when this version knows no constant of that name
   */
  public <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
    String name = text();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          StoreException.Fault.BROKEN,
          "The database holds a "
              + type.getSimpleName()
              + " that this version of MelMe does not know. Bring all nodes up to date",
          e);
    }
  }

  /**
   * The next column, bytes.
   *
   * @return the value
   * @throws SQLException when the column is NULL or cannot be read
   */
  public byte[] bytes() throws SQLException {
    return present(bytesOrNull());
  }

  /**
   * The next column, bytes or NULL.
   *
   * @return the value, or null
   * @throws SQLException when the column cannot be read
   */
  public byte @Nullable [] bytesOrNull() throws SQLException {
    return result.getBytes(++index);
  }

  private <T> T present(@Nullable T value) throws SQLException {
    if (value == null) {
      throw new SQLException("Column " + index + " of a result is NULL", "22002");
    }
    return value;
  }
}
