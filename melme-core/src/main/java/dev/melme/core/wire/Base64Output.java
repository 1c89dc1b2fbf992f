package dev.melme.core.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Writes bytes as base64 in lines of 76 characters (RFC 2045 §6.8). The target stays open. */
final class Base64Output extends OutputStream {

  /** 57 bytes make a line; many lines are encoded at once. */
  private static final int BLOCK = 57 * 128;

  private static final byte[] CRLF = {'\r', '\n'};

  private final OutputStream out;
  private final byte[] block = new byte[BLOCK];
  private int length;

  Base64Output(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    block[length++] = (byte) b;
    if (length == BLOCK) {
      flushBlock();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      int more = Math.min(left, BLOCK - length);
      System.arraycopy(bytes, from, block, length, more);
      length += more;
      from += more;
      left -= more;
      if (length == BLOCK) {
        flushBlock();
      }
    }
  }

  /** Writes what is left, and a line end. */
  void end() throws IOException {
    flushBlock();
  }

  private void flushBlock() throws IOException {
    if (length > 0) {
      byte[] bytes = length == BLOCK ? block : Arrays.copyOf(block, length);
      out.write(Base64.getMimeEncoder(76, CRLF).encode(bytes));
      out.write(CRLF);
      length = 0;
    }
  }
}
