package dev.melme.core.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A text in UTF-8 as lines of ASCII: quoted-printable (RFC 2045 §6.7), or base64 where that is
 * shorter. Lines end in CRLF.
 *
 * <p>Quoted-printable leaves nothing that a system on the way might touch: no space before a line
 * end, no line that begins with a dot (RFC 5321 §4.5.2) or with {@code From } (mbox).
 */
final class TextBody {

  private static final int LINE = 76;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
  private static final byte[] CRLF = {'\r', '\n'};

  private final byte[] bytes;
  private final boolean base64;

  TextBody(String text) {
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    long escaped = 0;
    for (byte b : bytes) {
      escaped += isPlain(b) || b == '\n' ? 1 : 3;
    }
    this.base64 = escaped > bytes.length / 3 * 4L + 64;
  }

  String encoding() {
    return base64 ? "base64" : "quoted-printable";
  }

  /** Writes the text, and a line end behind it, which belongs to the delimiter that follows. */
  void write(OutputStream out) throws IOException {
    if (base64) {
      writeBase64(out);
      return;
    }
    int start = 0;
    for (int end = lineEnd(start); end < bytes.length; end = lineEnd(start)) {
      writeLine(start, end, out);
      start = end + 1;
    }
    writeLine(start, bytes.length, out);
  }

  private void writeBase64(OutputStream out) throws IOException {
    Base64Output encoded = new Base64Output(out);
    int start = 0;
    for (int end = lineEnd(start); end < bytes.length; end = lineEnd(start)) {
      encoded.write(bytes, start, end - start);
      encoded.write(CRLF);
      start = end + 1;
    }
    encoded.write(bytes, start, bytes.length - start);
    encoded.end();
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private void writeLine(int start, int end, OutputStream out) throws IOException {
    byte[] line = new byte[LINE];
    int length = 0;
    for (int i = start; i < end; i++) {
      boolean escape = !isPlain(bytes[i]) || isTouched(i, start, end, length);
      // One place is kept for the sign of a soft break, unless this is the last one of the line.
      if (length + (escape ? 3 : 1) > (i == end - 1 ? LINE : LINE - 1)) {
        out.write(line, 0, length);
        out.write(SOFT_BREAK);
        length = 0;
        escape |= isTouched(i, start, end, 0);
      }
      if (escape) {
        line[length++] = '=';
        line[length++] = HEX[(bytes[i] & 0xff) >> 4];
        line[length++] = HEX[bytes[i] & 0xf];
      } else {
        line[length++] = bytes[i];
      }
    }
    out.write(line, 0, length);
    out.write(CRLF);
  }

  /** Whether some system would change the byte where it stands. */
  private boolean isTouched(int i, int start, int end, int column) {
    byte b = bytes[i];
    boolean last = i == end - 1 && (b == ' ' || b == '\t');
    boolean dot = column == 0 && b == '.';
    boolean from =
        column == 0
            && b == 'F'
            && i + 4 < end
            && bytes[i + 1] == 'r'
            && bytes[i + 2] == 'o'
            && bytes[i + 3] == 'm'
            && bytes[i + 4] == ' ';
    return i >= start && (last || dot || from);
  }

  private static boolean isPlain(byte b) {
    return (b >= ' ' && b <= '~' && b != '=') || b == '\t';
  }
}
