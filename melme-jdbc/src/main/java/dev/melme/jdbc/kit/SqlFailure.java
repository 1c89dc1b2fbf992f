package dev.melme.jdbc.kit;

import dev.melme.api.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an SQLException became. */
public final class SqlFailure extends StoreException {

  private static final long serialVersionUID = 1L;

  /** Why a database did not do what it was asked. */
  public enum Kind {
    /** Two transactions met; the same work succeeds when it is done again. */
    CONFLICT(Fault.UNAVAILABLE, "another transaction was in the way. Try again"),
    /** There is no connection (any more). */
    CONNECTION(
        Fault.UNAVAILABLE, "the database does not answer. Is it up, and the pool not empty?"),
    /** It is there but cannot now: shutting down, overloaded, read-only, too slow. */
    BUSY(Fault.UNAVAILABLE, "the database cannot do it now. Try again later"),
    /** A disk, a tablespace or a quota is full. */
    FULL(Fault.FULL, "the database has no room left. Give it some"),
    /** A value that the database does not take, whatever its state. */
    DATA(Fault.BROKEN, "the database does not take a value. Report this as a bug of MelMe"),
    /** Anything else: a table that is missing, a privilege, a mistake of ours. */
    BROKEN(Fault.BROKEN, "the database refuses the statement. Are tables and privileges right?"),
    /** The commit was sent, and what became of it is not known. */
    COMMIT_UNKNOWN(Fault.COMMIT_UNKNOWN, "the database did not say whether it committed");

    private final Fault fault;
    private final String remedy;

    Kind(Fault fault, String remedy) {
      this.fault = fault;
      this.remedy = remedy;
    }
  }

  private final Kind kind;

  SqlFailure(String what, Kind kind, @Nullable SQLException cause) {
    super(kind.fault, message(what, kind, cause), cause == null ? null : SqlFaults.safe(cause));
    this.kind = kind;
  }

  private static String message(String what, Kind kind, @Nullable SQLException cause) {
    String code =
        cause == null
            ? ""
            : " (SQLSTATE " + cause.getSQLState() + ", error " + cause.getErrorCode() + ")";
    return "Could not " + what + ": " + kind.remedy + code;
  }

  /**
   * Why.
   *
   * @return the kind of trouble
   */
  public Kind kind() {
    return kind;
  }
}
