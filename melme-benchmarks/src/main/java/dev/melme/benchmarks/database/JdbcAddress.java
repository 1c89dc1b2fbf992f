package dev.melme.benchmarks.database;

/**
 * How a database is reached.
 *
 * @param url what its driver takes
 * @param user who connects
 * @param password may be empty
 */
public record JdbcAddress(String url, String user, String password) {}
