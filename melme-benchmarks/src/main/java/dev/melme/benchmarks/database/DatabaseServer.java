package dev.melme.benchmarks.database;

/** A server, or what stands for it, that nobody else uses. Used by one thread. */
public interface DatabaseServer extends AutoCloseable {

  /**
   * Makes a database without any table; one of the same name is dropped first.
   *
   * @param name letters only
   * @return how it is reached
   */
  JdbcAddress empty(String name);

  /**
   * How a database is reached that was made before.
   *
   * @param name letters only
   * @return its address
   */
  JdbcAddress existing(String name);

  /** Stops the server and removes its files. */
  @Override
  void close();
}
