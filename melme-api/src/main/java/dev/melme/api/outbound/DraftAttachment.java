package dev.melme.api.outbound;

import dev.melme.api.InvalidValueException;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that a draft carries. Its bytes are kept with the draft.
 *
 * @param number tells the files of one draft apart; never given twice in one draft
 * @param name its file name without any folder, 1 to {@link #MAX_NAME} characters
 * @param contentType its type such as {@code application/pdf}, lower case, without parameters
 * @param contentId by which the HTML shows it ({@code cid:}), without angle brackets; empty for a
 *     file that is attached
 * @param sizeBytes its size in bytes
 */
public record DraftAttachment(
    int number, String name, String contentType, Optional<String> contentId, long sizeBytes) {

  /** The most characters of a file name. */
  public static final int MAX_NAME = 255;

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the name is blank or too long, holds a control character,
   *     half of a character or a folder, or the type or content id is none
   */
  public DraftAttachment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(contentId, "contentId");
    boolean clean = name.codePoints().noneMatch(c -> c < ' ' || c == 0x7F || c == '/' || c == '\\');
    if (name.isBlank() || name.length() > MAX_NAME || !clean) {
      throw new InvalidValueException(
          "A file name has 1 to " + MAX_NAME + " characters, no folder and no control character");
    }
    DraftTexts.requireWholeCharacters("file name", name);
    if (!contentType.matches("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")) {
      throw new InvalidValueException(
          "Not a content type. Use type/subtype in lower case, as in application/pdf");
    }
    if (contentId.isPresent()
        && !contentId.get().matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,200}")) {
      throw new InvalidValueException("Not a content id. Use letters, digits, dots and one @");
    }
    if (sizeBytes < 0) {
      throw new InvalidValueException("A size is not negative");
    }
  }
}
