package dev.melme.core.mime;

import java.util.Arrays;

/** A byte buffer that grows up to a bound and lets the rest fall; reused from part to part. */
final class BoundedBytes {

  /** The bytes; {@code [0, length)} count. */
  byte[] bytes;

  int length;
  private int limit;

  /** Whether something was let fall. */
  boolean overflowed;

  BoundedBytes(int firstSize, int limit) {
    this.bytes = new byte[Math.max(16, firstSize)];
    this.limit = limit;
  }

  void clear(int newLimit) {
    length = 0;
    limit = newLimit;
    overflowed = false;
  }

  void add(byte b) {
    if (length < limit) {
      if (length == bytes.length) {
        grow(1);
      }
      bytes[length++] = b;
    } else {
      overflowed = true;
    }
  }

  void add(byte[] b, int start, int end) {
    int count = Math.min(end - start, limit - length);
    if (count < end - start) {
      overflowed = true;
    }
    if (length + count > bytes.length) {
      grow(count);
    }
    System.arraycopy(b, start, bytes, length, count);
    length += count;
  }

  private void grow(int needed) {
    bytes = Arrays.copyOf(bytes, Math.max(length + needed, Math.min(limit, bytes.length * 2)));
  }
}
