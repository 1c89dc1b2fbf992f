package dev.melme.core.reading;

import dev.melme.api.StoreException;
import dev.melme.spi.ContentRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** Reads a range of what is stored, one chunk per call to the store. Used by one thread. */
final class ChunkedInputStream extends InputStream {

  /** As large as the chunks that stores keep, and read at their bounds. */
  static final int CHUNK_BYTES = 256 * 1024;

  /** Where the bytes are kept. */
  @FunctionalInterface
  interface Chunks {

    /** Reads some bytes; empty when what they belong to is gone. */
    Optional<ContentRange> read(long offset, int length);
  }

  private final Chunks chunks;
  private final String name;
  private final long end;
  private long next;
  private byte[] chunk;
  private int position;

  /** The end of what is wanted of the chunk. */
  private int limit;

  /** Reads from start to end; the first bytes of the content are there already, or none. */
  ChunkedInputStream(Chunks chunks, String name, long start, long end, byte[] first) {
    this.chunks = chunks;
    this.name = name;
    this.end = end;
    this.chunk = first;
    this.limit = (int) Math.min(first.length, end);
    this.position = (int) Math.min(start, limit);
    this.next = Math.max(start, limit);
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(chunk, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long inChunk = Math.max(0, Math.min(count, limit - position));
    position += (int) inChunk;
    long beyond = Math.max(0, Math.min(count - inChunk, end - next));
    next += beyond;
    return inChunk + beyond;
  }

  @Override
  public int available() {
    return limit - position;
  }

  /** Makes sure that a byte is in the chunk; false at the end. */
  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (next >= end) {
      return false;
    }
    long toBound = CHUNK_BYTES - next % CHUNK_BYTES;
    int length = (int) Math.min(toBound, end - next);
    chunk = load(length);
    position = 0;
    limit = chunk.length;
    next += limit;
    return true;
  }

  private byte[] load(int length) throws IOException {
    try {
      byte[] bytes =
          chunks
              .read(next, length)
              .orElseThrow(() -> new IOException(name + " was erased meanwhile"))
              .bytes();
      if (bytes.length == 0 || bytes.length > length) {
        throw new IOException(name + " lacks bytes from offset " + next);
      }
      return bytes;
    } catch (StoreException e) {
      throw new IOException(name + " cannot be read now. Try again", e);
    }
  }
}
