package dev.melme.examples;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The next bytes of a stream, that many and no more; too few are an error, never a short message.
 */
final class RangeInputStream extends InputStream {

  private final InputStream in;
  private long leftBytes;

  RangeInputStream(InputStream in, long lengthBytes) {
    this.in = in;
    this.leftBytes = lengthBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (leftBytes == 0) {
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, leftBytes));
    if (count < 0) {
      throw new EOFException("the file became shorter while it was read");
    }
    leftBytes -= count;
    return count;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), leftBytes);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
