package dev.melme.benchmarks.database;

/** This machine does not have a database server; its rows are left out. */
public final class MissingServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingServerException(String message) {
    super(message);
  }
}
