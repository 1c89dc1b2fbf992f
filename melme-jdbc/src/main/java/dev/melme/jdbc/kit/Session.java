package dev.melme.jdbc.kit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;

/** One connection while a piece of work has it. Used by one thread. */
public final class Session {

  /** More values than this go into several statements. */
  public static final int MAX_IN = 512;

  private final Connection connection;
  private final UuidForm uuidForm;

  Session(Connection connection, UuidForm uuidForm) {
    this.connection = connection;
    this.uuidForm = uuidForm;
  }

  /** Binds one value. */
  @FunctionalInterface
  public interface Binder<T> {

    /**
     * Sets the next parameter.
     *
     * @param command whose parameter
     * @param value to what
     * @throws SQLException when the driver refuses it
     */
    void bind(Command command, T value) throws SQLException;
  }

  /**
   * The connection itself.
   *
   * @return the connection
   */
  public Connection connection() {
    return connection;
  }

  /**
   * Prepares a statement.
   *
   * @param sql its text
   * @return the command; the caller closes it
   * @throws SQLException when the database refuses it
   */
  public Command prepare(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    return new Command(statement, uuidForm);
  }

  /**
   * Gives a list of parameters the length of some values. Lengths are powers of two, so that few
   * different statements are prepared.
   *
   * @param sql a text with one {@code {in}}
   * @param count how many values, 1 to {@link #MAX_IN}
   * @return the text with enough question marks
   */
  public static String in(String sql, int count) {
    return sql.replace("{in}", "?" + ", ?".repeat(padded(count) - 1));
  }

  /**
   * Binds values to the list that {@link #in} made; the last one fills it up.
   *
   * @param command whose parameters
   * @param values 1 to {@link #MAX_IN} values
   * @param binder binds one
   * @param <T> type of the values
   * @throws SQLException when the driver refuses one
   */
  public static <T> void bindIn(Command command, Collection<T> values, Binder<? super T> binder)
      throws SQLException {
    Iterator<T> rest = values.iterator();
    T value = rest.next();
    int length = padded(values.size());
    for (int i = 0; i < length; i++) {
      binder.bind(command, value);
      if (rest.hasNext()) {
        value = rest.next();
      }
    }
  }

  private static int padded(int count) {
    return count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
  }
}
