package dev.melme.inmemory;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.spi.ContentRange;
import dev.melme.spi.MessageContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** How bytes come into the store and out of it: as copies. */
final class ContentBytes {

  /** The longest array that every Java machine can make. */
  private static final long MAX_SIZE = Integer.MAX_VALUE - 8;

  private ContentBytes() {}

  /** The store's own copy, which nobody writes to any more. */
  static byte[] copyOf(MessageContent content) {
    long size = content.sizeBytes();
    if (size > MAX_SIZE) {
      throw new StoreException(
          Fault.FULL, "A message of " + size + " bytes does not fit into memory", null);
    }
    Optional<byte[]> inMemory = content.inMemory();
    byte[] bytes = inMemory.isPresent() ? inMemory.get().clone() : read(content, (int) size);
    if (bytes.length != size) {
      throw wrongSize(size);
    }
    return bytes;
  }

  private static byte[] read(MessageContent content, int size) {
    byte[] bytes = new byte[size];
    try (InputStream in = content.openStream()) {
      if (in.readNBytes(bytes, 0, size) != size || in.read() >= 0) {
        throw wrongSize(size);
      }
      return bytes;
    } catch (IOException e) {
      throw new StoreException(
          Fault.UNAVAILABLE, "The spooled message cannot be read. Deliver it again", e);
    }
  }

  private static StoreException wrongSize(long size) {
    return new StoreException(
        Fault.UNAVAILABLE,
        "The spooled message does not have the " + size + " bytes it claims. Deliver it again",
        null);
  }

  static void requireRange(long offset, int length) {
    if (offset < 0 || length < 1) {
      throw new StoreException(
          Fault.BROKEN, "Read from offset 0 on and at least 1 byte, not " + length, null);
    }
  }

  static ContentRange range(byte[] content, long offset, int length) {
    int from = (int) Math.min(offset, content.length);
    int to = (int) Math.min((long) from + length, content.length);
    return new ContentRange(content.length, Arrays.copyOfRange(content, from, to));
  }
}
