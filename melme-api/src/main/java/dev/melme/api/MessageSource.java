package dev.melme.api;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bytes of a message on their way in. They are read once and stored as they are.
 *
 * <p>Whoever takes a source closes it. A source is used by one thread.
 */
public interface MessageSource extends Closeable {

  /**
   * Opens the bytes; called at most once.
   *
   * @return the bytes as received, without dot-stuffing
   * @throws IOException when they cannot be read
   */
  InputStream openStream() throws IOException;

  /**
   * The bytes when they are in memory anyway, so that they need not be spooled.
   *
   * @return an array that nobody changes until the source is closed, or empty
   */
  default Optional<byte[]> inMemory() {
    return Optional.empty();
  }

  /**
   * Takes the bytes from a stream, up to its end.
   *
   * @param in the stream; closed with the source
   * @return the source
   */
  static MessageSource of(InputStream in) {
    return new MessageSource() {
      @Override
      public InputStream openStream() {
        return in;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  /**
   * Takes the bytes of an array.
   *
   * @param bytes the message; must not be changed until the source is closed
   * @return the source
   */
  static MessageSource of(byte[] bytes) {
    return new MessageSource() {
      @Override
      public InputStream openStream() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public Optional<byte[]> inMemory() {
        return Optional.of(bytes);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Takes the bytes of a file.
   *
   * @param file the file; opened when the bytes are read
   * @return the source
   */
  static MessageSource of(Path file) {
    return new FileMessageSource(file);
  }
}
