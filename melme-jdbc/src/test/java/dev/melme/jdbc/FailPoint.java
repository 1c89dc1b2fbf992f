package dev.melme.jdbc;

/**
 * One exact moment of a store's work at which a process ends.
 *
 * @param activity what the thread is about
 * @param moment where in a transaction
 * @param statement which statement of the transaction, from 1; for a commit how many statements the
 *     transaction has at least
 * @param skip how many such moments pass before
 */
record FailPoint(Activity activity, Moment moment, int statement, int skip) {

  /** What a thread is doing. */
  enum Activity {
    /** The store is being made ready. */
    MIGRATION,
    /** A message is being delivered. */
    DELIVERY,
    /** A message of several chunks is being delivered. */
    LARGE_DELIVERY,
    /** Housekeeping places messages. */
    CATCH_UP,
    /** A mailbox is being erased. */
    MAILBOX_ERASE,
    /** Delivery keys are being forgotten. */
    PRUNE
  }

  /** A place in a transaction. */
  enum Moment {
    BEFORE_STATEMENT,
    AFTER_STATEMENT,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /** The same moment, some times later. */
  FailPoint after(int newSkip) {
    return new FailPoint(activity, moment, statement, newSkip);
  }

  /** Reads what {@link #toString()} wrote. */
  static FailPoint parse(String text) {
    String[] parts = text.split(":", -1);
    return new FailPoint(
        Activity.valueOf(parts[0]),
        Moment.valueOf(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }

  @Override
  public String toString() {
    return activity + ":" + moment + ":" + statement + ":" + skip;
  }
}
