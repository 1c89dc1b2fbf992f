package dev.melme.jdbc;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.spi.ContentRange;
import dev.melme.spi.MessageContent;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bytes of a message in pieces of 256 KiB, and a check that they are as many as claimed. */
final class Chunks implements AutoCloseable {

  /** What one row of content holds at most. */
  static final int BYTES = 256 * 1024;

  private static final byte[] NOTHING = {};

  private final long sizeBytes;
  private final byte @Nullable [] inMemory;
  private final @Nullable InputStream stream;
  private long position;

  /** Opens the bytes; the caller closes. */
  Chunks(MessageContent content) {
    this.sizeBytes = content.sizeBytes();
    Optional<byte[]> array = content.inMemory();
    this.inMemory = array.orElse(null);
    this.stream = array.isPresent() ? null : open(content);
    if (inMemory != null && inMemory.length != sizeBytes) {
      throw wrongSize();
    }
  }

  private static InputStream open(MessageContent content) {
    try {
      return content.openStream();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Tells whether bytes are left. */
  boolean more() {
    return position < sizeBytes;
  }

  /** The next piece, an array that is not used again; empty for a message without bytes. */
  byte[] next() {
    int length = (int) Math.min(BYTES, sizeBytes - position);
    byte[] chunk = inMemory != null ? slice(inMemory, length) : read(length);
    position += length;
    return chunk;
  }

  private byte[] slice(byte[] array, int length) {
    if (length == array.length) {
      return array;
    }
    int from = (int) position;
    return Arrays.copyOfRange(array, from, from + length);
  }

  private byte[] read(int length) {
    InputStream in = stream;
    if (in == null) {
      return NOTHING;
    }
    try {
      byte[] chunk = in.readNBytes(length);
      boolean last = position + length == sizeBytes;
      if (chunk.length != length || (last && in.read() >= 0)) {
        throw wrongSize();
      }
      return chunk;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The number of the chunk that holds a byte. */
  static int holding(long offset) {
    return (int) Math.min(Integer.MAX_VALUE, offset / BYTES);
  }

  /**
   * Makes an answer of the chunk that holds the first byte that is wanted.
   *
   * @param totalBytes the size of the whole
   * @param chunk the chunk, null when there is no such byte
   */
  static ContentRange range(long totalBytes, byte @Nullable [] chunk, long offset, int length)
      throws SQLException {
    if (offset >= totalBytes) {
      return new ContentRange(totalBytes, NOTHING);
    }
    if (chunk == null) {
      throw new SQLException("A chunk of the content is missing", "02000");
    }
    int from = (int) (offset % BYTES);
    int to = (int) Math.min(chunk.length, (long) from + length);
    boolean whole = from == 0 && to == chunk.length;
    return new ContentRange(totalBytes, whole ? chunk : Arrays.copyOfRange(chunk, from, to));
  }

  /** Refuses to read before the first byte, or none at all. */
  static void requireRange(long offset, int length) {
    if (offset < 0 || length < 1) {
      throw new StoreException(
          Fault.BROKEN, "Read from offset 0 on and at least 1 byte, not " + length, null);
    }
  }

  private static StoreException unreadable(IOException e) {
    return new StoreException(
        Fault.UNAVAILABLE, "The spooled message cannot be read. Deliver it again", e);
  }

  private StoreException wrongSize() {
    return new StoreException(
        Fault.UNAVAILABLE,
        "The spooled message does not have the " + sizeBytes + " bytes it claims. Deliver it again",
        null);
  }

  @Override
  public void close() {
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }
}
