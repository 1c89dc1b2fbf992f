package dev.melme.api;

import org.jspecify.annotations.Nullable;

/**
 * The one unchecked root of everything that MelMe throws.
 *
 * <p>Outcomes that a caller plans for (a refused recipient, a failed sign-in) are values, not
 * exceptions. Messages carry ids and a remedy, never mail content, secrets or bound values.
 */
public class MelMeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param message what is wrong and what to do about it
   */
  public MelMeException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what is wrong and what to do about it
   * @param cause what brought it about, or null
   */
  public MelMeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Tells whether the same call may succeed later without any change by the caller.
   *
   * @return true for passing faults such as a store that does not answer
   */
  public boolean retryable() {
    return false;
  }
}
