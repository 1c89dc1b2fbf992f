package dev.melme.api;

/** Thrown when an admin call would make a second mailbox of one slug or a second alias. */
public class AlreadyExistsException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what exists already and what to do instead
   */
  public AlreadyExistsException(String message) {
    super(message);
  }
}
