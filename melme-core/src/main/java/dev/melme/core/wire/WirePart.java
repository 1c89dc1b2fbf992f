package dev.melme.core.wire;

import dev.melme.api.InvalidValueException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A part of a message that is written (RFC 2045). */
public sealed interface WirePart {

  /**
   * A text that people read.
   *
   * @param subtype {@code plain} or {@code html}
   * @param text the text, lines ending in LF
   */
  record Text(String subtype, String text) implements WirePart {

    /** Checks that nothing is missing. */
    public Text {
      Objects.requireNonNull(subtype, "subtype");
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A file beside the text or shown in it.
   *
   * @param name its base name, empty for none
   * @param contentType lower-case type and subtype
   * @param contentId by which the HTML shows it, without angle brackets; empty for a file that is
   *     attached
   * @param content its bytes
   */
  record File(String name, String contentType, Optional<String> contentId, ByteSource content)
      implements WirePart {

    /** Checks that nothing is missing. */
    public File {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(contentType, "contentType");
      Objects.requireNonNull(contentId, "contentId");
      Objects.requireNonNull(content, "content");
    }
  }

  /**
   * Several parts (RFC 2046 §5.1).
   *
   * @param subtype {@code alternative}, {@code related} or {@code mixed}
   * @param parts the parts, at least one
   */
  record Several(String subtype, List<WirePart> parts) implements WirePart {

    /**
     * Copies the parts.
     *
     * @throws InvalidValueException when there is none
     */
    public Several {
      Objects.requireNonNull(subtype, "subtype");
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new InvalidValueException("A multipart has at least one part");
      }
    }
  }
}
