package dev.melme.api;

/**
 * Where the next page of a list begins. Opaque: take it from a {@link Page}, hand it back in a
 * {@link PageRequest} of the same list. It may be kept and sent as text.
 *
 * @param value at most 1,000 characters
 */
public record Cursor(String value) {

  private static final int MAX_LENGTH = 1000;

  /**
   * Checks the length.
   *
   * @throws InvalidValueException when it is empty or too long to be one of ours
   */
  public Cursor {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new InvalidValueException("Not a cursor. Take it from the page before, unchanged");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
