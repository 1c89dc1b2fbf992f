package dev.melme.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a message at rest. They can be opened as often as wanted, by many threads.
 *
 * <p>A stream from a store reads in chunks and holds no connection between them. When the message
 * is erased while it is read, the stream fails with an {@link IOException} instead of ending early.
 */
public interface StoredContent {

  /**
   * The number of bytes.
   *
   * @return the size, not negative
   */
  long sizeBytes();

  /**
   * Opens the bytes from the first one on. The caller closes the stream.
   *
   * @return the bytes as they were received
   * @throws IOException when they cannot be read
   */
  InputStream openStream() throws IOException;

  /**
   * Opens a range of the bytes. The caller closes the stream.
   *
   * @param offset the first byte, from 0
   * @param length the number of bytes; fewer come when the content ends before
   * @return the range
   * @throws IOException when it cannot be read
   */
  InputStream openRange(long offset, long length) throws IOException;
}
