package dev.melme.api;

import java.util.Objects;

/**
 * The login name of a mailbox: {@code [a-z0-9]} words joined by single hyphens, 3 to 40 characters.
 *
 * <p>A slug is unique, never changes, and is never used again after its mailbox was deleted. The
 * alphabet leaves no room for look-alikes, so nothing is folded or trimmed: other text is refused.
 *
 * @param value the slug's text
 */
public record Slug(String value) {

  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 40;

  /**
   * Checks the text.
   *
   * @throws InvalidValueException when it is not a slug
   */
  public Slug {
    Objects.requireNonNull(value, "value");
    if (!isSlug(value)) {
      throw new InvalidValueException(
          "Not a slug. Use 3 to 40 characters: words of a-z and 0-9, joined by single hyphens,"
              + " for example support-inbox");
    }
  }

  /**
   * Makes a slug of its text.
   *
   * @param text 3 to 40 characters
   * @return the slug
   * @throws InvalidValueException when it is not a slug
   */
  public static Slug of(String text) {
    return new Slug(text);
  }

  private static boolean isSlug(String text) {
    int length = text.length();
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return false;
    }
    boolean afterWord = false;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!word && (c != '-' || !afterWord)) {
        return false;
      }
      afterWord = word;
    }
    return afterWord;
  }

  @Override
  public String toString() {
    return value;
  }
}
