package dev.melme.benchmarks.database;

/**
 * What a contest is held on.
 *
 * @param kind which database
 * @param address where it is
 * @param filled whether a contest before this one has left its rows there
 */
record Ground(DatabaseKind kind, JdbcAddress address, boolean filled) {}
