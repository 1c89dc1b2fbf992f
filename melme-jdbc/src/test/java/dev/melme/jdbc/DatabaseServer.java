package dev.melme.jdbc;

/** A database server of this JVM's own: it may be killed and started again at any time. */
interface DatabaseServer {

  /** What a crash of the server may cost. */
  enum Durability {
    /** The last transactions: for tests that crash nothing. */
    RELAXED,
    /** Nothing: what was committed is on the disk. */
    DURABLE
  }

  /** Makes an empty database. */
  TestDatabase createDatabase();

  /** From now on, and after each restart. */
  void durability(Durability durability);

  /** Ends all processes of the server at once, as a power cut would. */
  void kill();

  /** Starts a killed server on the same port and data; back when it answers. */
  void start();

  /** Kills the server and deletes its data. */
  void remove();
}
