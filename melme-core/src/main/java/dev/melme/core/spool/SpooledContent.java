package dev.melme.core.spool;

import dev.melme.spi.MessageContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of a message that was written into a buffer, until it is stored. */
public final class SpooledContent implements MessageContent, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(SpooledContent.class);

  private final SpoolBuffer buffer;

  /**
   * Takes a buffer over.
   *
   * @param buffer nothing is written into it any more; closed with the content
   */
  public SpooledContent(SpoolBuffer buffer) {
    this.buffer = buffer;
  }

  @Override
  public long sizeBytes() {
    return buffer.sizeBytes();
  }

  @Override
  public InputStream openStream() {
    return buffer.openStream();
  }

  @Override
  public Optional<byte[]> inMemory() {
    return buffer.sizeBytes() == buffer.headLength()
        ? Optional.of(Arrays.copyOf(buffer.head(), buffer.headLength()))
        : Optional.empty();
  }

  /** Lets go of the spool, and never throws: the message may be committed by now. */
  @Override
  public void close() {
    try {
      buffer.close();
    } catch (IOException e) {
      LOG.warn("The spool of a message that was written could not be closed", e);
    }
  }
}
