package dev.melme.api;

/**
 * Thrown when somebody else changed the same mailbox or alias meanwhile. Read it again and repeat
 * the change.
 */
public class ConflictException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what changed meanwhile
   */
  public ConflictException(String message) {
    super(message);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
