package dev.melme.api;

/**
 * Thrown when the bytes of a message could not be read to their end; nothing was stored. There is
 * usually nobody left to answer: the connection that they came from broke.
 */
public class MessageSourceException extends MelMeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what failed
   * @param cause what the source threw
   */
  public MessageSourceException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
