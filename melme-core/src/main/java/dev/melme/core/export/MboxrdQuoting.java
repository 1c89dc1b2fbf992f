package dev.melme.core.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Puts one more {@code >} before the {@code From } of a line that begins with any number of {@code
 * >} and it. Which of them is the new one nobody can tell, so those that come are written at once
 * and the new one last: five bytes are held back at most.
 */
final class MboxrdQuoting extends OutputStream {

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  /** Behind the beginning of a line, where From can be no more. */
  private static final int INSIDE = -1;

  private final OutputStream out;

  /** How many bytes of From came, after the beginning of a line or after its {@code >}s. */
  private int matched;

  private boolean lineStart = true;

  MboxrdQuoting(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int written = offset; // up to here all is written or held back
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      if (matched == INSIDE) {
        matched = b == '\n' ? 0 : INSIDE;
      } else if (b == FROM[matched]) {
        if (matched == 0) {
          out.write(bytes, written, i - written);
        }
        written = i + 1;
        matched++;
        if (matched == FROM.length) {
          out.write('>');
          release(INSIDE);
        }
      } else {
        boolean quote = b == '>' && matched == 0;
        release(b == '\n' || quote ? 0 : INSIDE);
      }
      lineStart = b == '\n';
    }
    out.write(bytes, written, offset + length - written);
  }

  /** Writes what was held back. */
  private void release(int next) throws IOException {
    out.write(FROM, 0, matched);
    matched = next;
  }

  /** Writes what was held back at the end of the message. */
  void finish() throws IOException {
    if (matched > 0) {
      release(INSIDE);
    }
  }

  /** Tells whether the message so far ends with LF, or is empty. */
  boolean atLineStart() {
    return lineStart;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
