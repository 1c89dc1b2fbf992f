package dev.melme.spi;

import dev.melme.api.InvalidValueException;
import java.util.Objects;

/** Some bytes of a message, and how many the whole message has. */
public final class ContentRange {

  private final long totalBytes;
  private final byte[] bytes;

  /**
   * Makes a range. The array is taken over, not copied: it belongs to the reader from now on.
   *
   * @param totalBytes size of the whole message in bytes
   * @param bytes the bytes of the range
   * @throws InvalidValueException when the size is negative
   */
  public ContentRange(long totalBytes, byte[] bytes) {
    if (totalBytes < 0) {
      throw new InvalidValueException("totalBytes must not be negative: " + totalBytes);
    }
    this.totalBytes = totalBytes;
    this.bytes = Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * The size of the whole message.
   *
   * @return bytes, not negative
   */
  public long totalBytes() {
    return totalBytes;
  }

  /**
   * The bytes of the range.
   *
   * @return always the same array
   */
  public byte[] bytes() {
    return bytes;
  }
}
