package dev.melme.core.outbox;

import dev.melme.api.outbound.OutboundRecipient;
import java.util.Optional;

/** Makes what a remote system said fit to be kept and shown: one line, printable, bounded. */
final class ReplyText {

  private ReplyText() {}

  /**
   * Cleans a text.
   *
   * @param text whatever was said
   * @return at most {@link OutboundRecipient#MAX_REPLY} characters, or empty when nothing is left
   */
  static Optional<String> clean(String text) {
    StringBuilder line = new StringBuilder();
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (isSpace(codePoint)) {
        space = line.length() > 0;
      } else if (isPrintable(codePoint)) {
        int length = (space ? 1 : 0) + Character.charCount(codePoint);
        if (line.length() + length > OutboundRecipient.MAX_REPLY) {
          break;
        }
        line.append(space ? " " : "").appendCodePoint(codePoint);
        space = false;
      }
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.CONTROL;
  }

  /** Marks that turn the reading direction are not: a reply could pretend to be another one. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
