package dev.melme.examples;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Makes texts fit for one line of a terminal, a log or a table. */
final class OneLine {

  private OneLine() {}

  /**
   * Puts a space for everything that ends a line, moves the cursor or turns the reading direction:
   * subjects and file names come from strangers.
   */
  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(breaksLine(c) ? ' ' : c));
    return line.toString();
  }

  private static boolean breaksLine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // U+202A to U+202E and U+2066 to U+2069 turn the reading direction of what follows.
      default ->
          (codePoint >= 0x202A && codePoint <= 0x202E)
              || (codePoint >= 0x2066 && codePoint <= 0x2069);
    };
  }

  /**
   * What went wrong with a file, in words: the message of most file exceptions is the name alone.
   */
  static String reason(IOException problem) {
    if (problem instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (problem instanceof AccessDeniedException) {
      return "access denied";
    }
    String message = problem.getMessage();
    return message == null || message.isBlank() ? problem.getClass().getSimpleName() : of(message);
  }
}
