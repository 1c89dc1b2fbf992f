package dev.melme.examples;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

/** A database that the user set up: PostgreSQL, MariaDB, MySQL, or H2 at another place. */
record NamedDatabase(String url, String user, String password) implements MailPlace {

  /** H2's error codes; no other driver has such. */
  private static final int H2_LOCKED = 90020;

  private static final int MARIADB_UNKNOWN_DATABASE = 1049;

  /** Checks that nothing is missing. */
  NamedDatabase {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /**
   * Checks that the program can talk to it at all.
   *
   * @throws CommandException when there is no driver for it
   */
  @Override
  public void prepare() {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException noDriver) {
      throw CommandException.usage(
          Settings.JDBC_URL
              + " names no database that this program has a driver for. Use"
              + " jdbc:postgresql://HOST/DATABASE, jdbc:mariadb://HOST/DATABASE (MySQL as well) or"
              + " jdbc:h2:file:PATH");
    }
  }

  @Override
  public void requireThere() {
    prepare();
  }

  @Override
  public CommandException explain(SQLException failed) {
    return CommandException.failure(
        "The database of " + Settings.JDBC_URL + " " + trouble(failed, stateOf(failed)));
  }

  private static String stateOf(SQLException failed) {
    return failed.getSQLState() == null ? "" : failed.getSQLState();
  }

  private static String trouble(SQLException failed, String state) {
    if (failed.getErrorCode() == H2_LOCKED) {
      return "is used by another process. Stop serve first, then try again";
    }
    if (state.startsWith("28")) {
      return "refuses the sign-in. Check " + Settings.JDBC_USER + " and " + Settings.JDBC_PASSWORD;
    }
    if (state.equals("3D000") || failed.getErrorCode() == MARIADB_UNKNOWN_DATABASE) {
      return "does not exist on its server. Create it first, or check the name in the URL";
    }
    if (state.startsWith("08")) {
      return "does not answer. Start it, or check the host and the port in the URL";
    }
    // What the driver says may quote the URL, and a password with it.
    return "cannot be opened (SQL state "
        + (state.isEmpty() ? "none" : state)
        + ", error "
        + failed.getErrorCode()
        + "). Check the URL, and the log of the database";
  }

  @Override
  public String inWords() {
    return "in the database of " + Settings.JDBC_URL;
  }

  /** The password is nobody's business. */
  @Override
  public String toString() {
    return inWords();
  }
}
