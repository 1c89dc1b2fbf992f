package dev.melme.api;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a store that cannot do what it was asked. The {@link Fault} tells what a caller may do.
 *
 * <p>Messages carry ids and a remedy, never the values that were to be stored.
 */
public class StoreException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble a store is in. */
  public enum Fault {
    /** It does not answer at the moment; nothing was changed. Try again later. */
    UNAVAILABLE,
    /** It did not say whether the change was committed. Ask for the outcome by key. */
    COMMIT_UNKNOWN,
    /** It has no room left; nothing was changed. Try again when there is room. */
    FULL,
    /** It does not accept the call: a mistake in the program, or in how the store was set up. */
    BROKEN,
    /**
     * The database can never take this message, whatever is tried: a limit of the database. Nothing
     * was changed.
     */
    UNSTORABLE
  }

  private final Fault fault;

  /**
   * Creates the exception.
   *
   * @param fault the kind of trouble
   * @param message what failed and what to do about it
   * @param cause what the store's driver said, or null
   */
  public StoreException(Fault fault, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /**
   * The kind of trouble.
   *
   * @return the fault
   */
  public Fault fault() {
    return fault;
  }

  /**
   * Tells whether the change may have been committed.
   *
   * @return true when only a look-up by key can tell
   */
  public boolean commitUnknown() {
    return fault == Fault.COMMIT_UNKNOWN;
  }

  @Override
  public boolean retryable() {
    return fault != Fault.BROKEN && fault != Fault.UNSTORABLE;
  }
}
