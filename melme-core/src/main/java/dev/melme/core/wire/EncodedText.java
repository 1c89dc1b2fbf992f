package dev.melme.core.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Text in header fields as words of ASCII, encoded where it must be (RFC 2047). An encoded-word has
 * whole characters and fits into a line together with the name of any field.
 */
final class EncodedText {

  /** RFC 2047 §2 allows 75; with the name of a field in front a line has 78. */
  private static final int MAX_WORD = 60;

  private static final String Q = "=?utf-8?Q?";
  private static final String B = "=?utf-8?B?";
  private static final String END = "?=";
  private static final int ROOM = MAX_WORD - Q.length() - END.length();

  private EncodedText() {}

  /** The words of an unstructured field; none for a blank text. */
  static List<String> unstructured(String text) {
    String line = CleanLine.of(text).strip();
    if (line.isEmpty()) {
      return List.of();
    }
    return isPlain(line) ? List.of(line.split(" ", -1)) : words(line);
  }

  /** The words of a display name: atoms, a quoted string or encoded-words (RFC 5322 §3.2.5). */
  static List<String> phrase(String name) {
    String line = CleanLine.of(name).strip();
    if (line.isEmpty()) {
      return List.of();
    }
    if (!isPlain(line) || line.length() > MAX_WORD) {
      return words(line);
    }
    return isAtoms(line) ? List.of(line.split(" ", -1)) : List.of(quoted(line));
  }

  /** A quoted string (RFC 5322 §3.2.4). */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Whether a text comes out again as it is when spaces are folded: printable ASCII, single spaces,
   * no word that needs a line of its own, and nothing that a reader would decode.
   */
  static boolean isPlain(String text) {
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      word = c == ' ' ? 0 : word + 1;
      if (c < ' ' || c > '~' || word > MAX_WORD || text.startsWith("  ", i)) {
        return false;
      }
    }
    return !text.contains("=?");
  }

  private static boolean isAtoms(String text) {
    return text.chars().allMatch(c -> isAlphanumeric(c) || " !#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0);
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The whole text as encoded-words; spaces between them are not shown (RFC 2047 §6.2). */
  private static List<String> words(String text) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    int escaped = 0;
    for (byte b : all) {
      escaped += qLength(b);
    }
    boolean q = escaped <= (all.length + 2) / 3 * 4;
    List<String> words = new ArrayList<>();
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
      int more = q ? qLength(bytes) : bytes.length;
      if (length + more > (q ? ROOM : ROOM / 4 * 3)) {
        words.add(word(q, word.toByteArray()));
        word.reset();
        length = 0;
      }
      word.writeBytes(bytes);
      length += more;
    }
    words.add(word(q, word.toByteArray()));
    return words;
  }

  private static int qLength(byte... bytes) {
    int length = 0;
    for (byte b : bytes) {
      length += b == ' ' || isSafe(b) ? 1 : 3;
    }
    return length;
  }

  /** RFC 2047 §5 (3): what a phrase may hold as it is; other fields may hold more. */
  private static boolean isSafe(byte b) {
    return isAlphanumeric(b) || "!*+-/".indexOf(b) >= 0;
  }

  private static String word(boolean q, byte[] bytes) {
    if (!q) {
      return B + Base64.getEncoder().encodeToString(bytes) + END;
    }
    StringBuilder word = new StringBuilder(Q);
    for (byte b : bytes) {
      if (b == ' ') {
        word.append('_');
      } else if (isSafe(b)) {
        word.append((char) b);
      } else {
        word.append(String.format("=%02X", b & 0xff));
      }
    }
    return word.append(END).toString();
  }
}
