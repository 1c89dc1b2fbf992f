package dev.melme.api;

/** Thrown when a value cannot be made because its text or number breaks the rules of its type. */
public class InvalidValueException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message which rule is broken and what a valid value looks like
   */
  public InvalidValueException(String message) {
    super(message);
  }
}
