package dev.melme.jdbc;

/** What the store does about its tables when it is made ready. */
public enum SchemaSetup {
  /**
   * Creates the tables, or brings them up to date, with Flyway and a history table of our own. Any
   * number of nodes may start at once.
   */
  MIGRATE,
  /** Checks that the tables are there with all their columns; changes nothing. Needs no Flyway. */
  VALIDATE,
  /** Does nothing: the host has seen to it. Needs no Flyway. */
  NONE
}
