package dev.melme.core.wire;

import dev.melme.api.InvalidValueException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes header fields. A field comes as pieces that a space or a fold separates (RFC 5322 §2.2.3),
 * and each of them passes {@link CleanLine}, so that no value ever begins a line of its own. Lines
 * have at most 78 characters where the pieces allow it, and never more than 998 octets (§2.1.1).
 */
final class FieldWriter {

  /** RFC 5322 §2.1.1: what a line should not exceed. */
  private static final int LINE = 78;

  /** Leaves room for the name of the field in a line of 998 octets. */
  private static final int MAX_PIECE = 960;

  private static final byte[] CRLF = {'\r', '\n'};

  private final OutputStream out;

  FieldWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes one field; nothing when there is no piece. */
  void write(String name, List<String> pieces) throws IOException {
    if (pieces.isEmpty()) {
      return;
    }
    StringBuilder field = new StringBuilder(name).append(':');
    int column = field.length();
    boolean first = true;
    for (String piece : pieces) {
      requireShort(name, CleanLine.of(piece));
      // A fold behind the name would leave a first line without anything in it.
      if (!first && column + 1 + piece.length() > LINE) {
        field.append("\r\n");
        column = 0;
      }
      field.append(' ').append(piece);
      column += 1 + piece.length();
      first = false;
    }
    out.write(field.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the header. */
  void end() throws IOException {
    out.write(CRLF);
  }

  private static void requireShort(String name, String piece) {
    if (piece.isEmpty() || piece.getBytes(StandardCharsets.UTF_8).length > MAX_PIECE) {
      throw new InvalidValueException("The field " + name + " holds a word that is too long");
    }
  }
}
