package dev.melme.core.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends early. */
final class BoundedStream extends FilterInputStream {

  private int left;

  BoundedStream(InputStream in, int bytes) {
    super(in);
    this.left = bytes;
  }

  @Override
  public int read() throws IOException {
    int b = left > 0 ? super.read() : -1;
    left -= b < 0 ? 0 : 1;
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = super.read(bytes, offset, Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= (int) skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return Math.min(left, super.available());
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
