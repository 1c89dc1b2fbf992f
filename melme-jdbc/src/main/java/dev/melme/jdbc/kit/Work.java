package dev.melme.jdbc.kit;

import java.sql.SQLException;

/**
 * Something to do with a connection.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T> {

  /**
   * Does it. It may be called again after everything it did was rolled back.
   *
   * @param session the connection
   * @return what came of it
   * @throws SQLException when the database refuses
   */
  T run(Session session) throws SQLException;
}
