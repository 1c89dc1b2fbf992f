package dev.melme.core.compose;

import java.io.IOException;
import java.io.OutputStream;

/** Takes a number of bytes and no more. The target stays open. */
final class BoundedOutput extends OutputStream {

  /** Thrown instead of writing beyond the bound. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("The message is too large");
    }
  }

  private final OutputStream out;
  private long left;

  BoundedOutput(OutputStream out, long most) {
    this.out = out;
    this.left = most;
  }

  @Override
  public void write(int b) throws IOException {
    take(1);
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    take(length);
    out.write(bytes, offset, length);
  }

  private void take(int count) throws TooLargeException {
    left -= count;
    if (left < 0) {
      throw new TooLargeException();
    }
  }
}
