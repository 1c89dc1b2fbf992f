package dev.melme.api.mailbox;

import dev.melme.api.InvalidValueException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/**
 * A word that a team puts on messages.
 *
 * <p>Labels that differ in case, in the composition of their letters or in blanks around them are
 * the same label: the text is kept in Unicode Normalization Form C (UAX #15) and in lower case.
 *
 * @param value 1 to 40 characters, without control characters and without quotation marks
 */
public record Label(String value) implements Comparable<Label> {

  private static final int MAX_LENGTH = 40;

  /**
   * Brings the text into its one form.
   *
   * @throws InvalidValueException when it is empty or too long, or holds a control character, a
   *     quotation mark or half of a surrogate pair
   */
  public Label {
    Objects.requireNonNull(value, "value");
    value = Normalizer.normalize(value, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.codePoints().allMatch(Label::fits)) {
      throw new InvalidValueException(
          "Not a label. Use 1 to 40 characters, no control characters and no quotation marks");
    }
  }

  private static boolean fits(int codePoint) {
    return !Character.isISOControl(codePoint)
        && codePoint != '"'
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  /**
   * Makes a label of its text.
   *
   * @param text 1 to 40 characters
   * @return the label
   * @throws InvalidValueException when it is not a label
   */
  public static Label of(String text) {
    return new Label(text);
  }

  /** Orders by the text, char by char. */
  @Override
  public int compareTo(Label other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
