package dev.melme.api.outbound;

import dev.melme.api.InvalidValueException;
import java.util.Objects;

/**
 * The one place that decides which characters a person may put into a message: no header field and
 * no line of a body is ever made of what it refuses (00-1F and 7F).
 */
final class DraftTexts {

  private static final char DEL = 0x7F;

  private DraftTexts() {}

  static void requireRecipients(String field, String text) {
    Objects.requireNonNull(text, field);
    requireLength(field, text, Draft.MAX_RECIPIENT_TEXT);
    requireLine(field, text);
  }

  static void requireSubject(String text) {
    Objects.requireNonNull(text, "subject");
    requireLength("subject", text, Draft.MAX_SUBJECT);
    requireLine("subject", text);
  }

  /** Tabs and line feeds are part of a text; anything else below a space is not. */
  static void requireBody(String what, String text) {
    requireLength(what, text, Draft.MAX_BODY);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n') || c == DEL) {
        throw refusal(what, c, "Let lines end in LF");
      }
    }
    requireWholeCharacters(what, text);
  }

  private static void requireLine(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == DEL) {
        throw refusal(what, c, "It is one line");
      }
    }
    requireWholeCharacters(what, text);
  }

  private static void requireLength(String what, String text, int most) {
    if (text.length() > most) {
      throw new InvalidValueException("The " + what + " has at most " + most + " characters");
    }
  }

  static void requireWholeCharacters(String what, String text) {
    boolean broken =
        text.codePoints()
            .anyMatch(c -> c <= Character.MAX_VALUE && Character.isSurrogate((char) c));
    if (broken) {
      throw new InvalidValueException("The " + what + " holds half of a character");
    }
  }

  private static InvalidValueException refusal(String what, char c, String remedy) {
    return new InvalidValueException(
        String.format("The %s holds the control character U+%04X. %s", what, (int) c, remedy));
  }
}
