package dev.melme.api;

/** Thrown when an admin call names a mailbox, alias or domain that does not exist. */
public class NotFoundException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was looked for and how to find what exists
   */
  public NotFoundException(String message) {
    super(message);
  }
}
