package dev.melme.examples;

import java.sql.SQLException;

/** A database to keep mail in: how it is reached, and what to do when it is not. */
sealed interface MailPlace permits DataFolder, NamedDatabase {

  /** What JDBC calls it. It may hold a password: not for any log. */
  String url();

  String user();

  String password();

  /** What {@code serve} does before it connects. */
  void prepare();

  /**
   * What {@code export} does before it connects: nothing is created to find no mail in it.
   *
   * @throws CommandException when there is no mail
   */
  void requireThere();

  /** Puts into one line for the user why no connection is to be had. */
  CommandException explain(SQLException failed);

  /** Where mail is, in words that go on a sentence. */
  String inWords();
}
