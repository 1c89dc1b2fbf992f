package dev.melme.jdbc.kit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** One connection while a piece of work has it. Used by one thread. */
public final class Session {

  /** More values than this go into several statements. */
  public static final int MAX_IN = 512;

  private final Connection connection;
  private final UuidForm uuidForm;
  private final PairForm pairForm;

  Session(Connection connection, UuidForm uuidForm, PairForm pairForm) {
    this.connection = connection;
    this.uuidForm = uuidForm;
    this.pairForm = pairForm;
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
   * Prepares a statement about rows that have one value in a column and one of many in another.
   *
   * @param sql its text, with one {@code {pairs one many}} and no other parameter
   * @param one the value that all have in the first column
   * @param many 1 to {@link #MAX_IN} values of the second column
   * @param binder binds one of them
   * @param <T> their type
   * @return the command, its parameters set; the caller closes it
   * @throws SQLException when the database refuses it
   */
  public <T> Command prepare(String sql, UUID one, Collection<T> many, Binder<? super T> binder)
      throws SQLException {
    Command command = prepare(pairForm.expand(sql, padded(many.size())));
    try {
      if (pairForm == PairForm.ROWS) {
        bindIn(command, many, (to, value) -> binder.bind(to.uuid(one), value));
      } else {
        bindIn(command.uuid(one), many, binder);
      }
      return command;
    } catch (SQLException | RuntimeException e) {
      command.close();
      throw e;
    }
  }

  /**
   * Prepares a statement about rows that have one of many pairs of values in two columns.
   *
   * @param sql its text, with one {@code {keys first second}} before any other parameter
   * @param keys 1 to {@link #MAX_IN} pairs
   * @param binder binds both values of one
   * @param <T> their type
   * @return the command, the pairs set; the caller closes it
   * @throws SQLException when the database refuses it
   */
  public <T> Command prepare(String sql, Collection<T> keys, Binder<? super T> binder)
      throws SQLException {
    Command command = prepare(pairForm.expandKeys(sql, padded(keys.size())));
    try {
      bindIn(command, keys, binder);
      return command;
    } catch (SQLException | RuntimeException e) {
      command.close();
      throw e;
    }
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

  /**
   * Cuts a list into pieces that one statement takes.
   *
   * @param values any number of values
   * @param <T> their type
   * @return pieces of at most {@link #MAX_IN} values, in their order
   */
  public static <T> List<List<T>> portions(List<T> values) {
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < values.size(); from += MAX_IN) {
      portions.add(values.subList(from, Math.min(values.size(), from + MAX_IN)));
    }
    return portions;
  }

  private static int padded(int count) {
    return count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
  }
}
