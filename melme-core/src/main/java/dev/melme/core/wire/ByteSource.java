package dev.melme.core.wire;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read as often as needed. */
@FunctionalInterface
public interface ByteSource {

  /**
   * Opens the bytes from the first one on. The caller closes the stream.
   *
   * @return the bytes
   * @throws IOException when they cannot be read
   */
  InputStream openStream() throws IOException;
}
