package dev.melme.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The spooled bytes of a message, readable more than once while the delivery lasts. */
public interface MessageContent {

  /**
   * The number of bytes.
   *
   * @return the size, not negative
   */
  long sizeBytes();

  /**
   * Opens the bytes from the first one on. The caller closes the stream.
   *
   * @return the bytes
   * @throws IOException when the spool cannot be read
   */
  InputStream openStream() throws IOException;

  /**
   * The bytes when they are in memory, to spare a copy. The array is read only and must not be kept
   * after the delivery.
   *
   * @return an array of exactly {@link #sizeBytes()} bytes, or empty
   */
  Optional<byte[]> inMemory();
}
