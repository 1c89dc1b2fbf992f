package dev.melme.core.spool;

import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;
import dev.melme.spi.MessageContent;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of one message while it is delivered, with their hash. Used by one thread. */
public final class SpooledMessage implements MessageContent, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(SpooledMessage.class);

  private static final int COPY_BYTES = 16 * 1024;

  private final byte[] bytes;
  private final int bytesLength;
  private final @Nullable SpoolBuffer buffer;
  private final long size;
  private final MessageDigest digest;

  private SpooledMessage(byte[] bytes, MessageDigest digest) {
    this.bytes = bytes;
    this.bytesLength = bytes.length;
    this.buffer = null;
    this.size = bytes.length;
    this.digest = digest;
  }

  private SpooledMessage(SpoolBuffer buffer, MessageDigest digest) {
    this.bytes = buffer.head();
    this.bytesLength = buffer.headLength();
    this.buffer = buffer;
    this.size = buffer.sizeBytes();
    this.digest = digest;
  }

  /**
   * Reads a source to its end.
   *
   * @param source the source; not closed here
   * @param maxBytes the most bytes to take
   * @param directory where a large message goes, or null for the system's temporary folder
   * @return the message, or empty when it has more than {@code maxBytes}
   * @throws MessageSourceException when the source fails
   * @throws IOException when the spool fails, for want of room for example
   */
  public static Optional<SpooledMessage> read(
      MessageSource source, long maxBytes, @Nullable Path directory) throws IOException {
    Optional<byte[]> inMemory = source.inMemory();
    if (inMemory.isPresent()) {
      byte[] bytes = inMemory.get();
      if (bytes.length > maxBytes) {
        return Optional.empty();
      }
      MessageDigest digest = sha256();
      digest.update(bytes);
      return Optional.of(new SpooledMessage(bytes, digest));
    }
    SpoolBuffer buffer = new SpoolBuffer(directory);
    try {
      MessageDigest digest = sha256();
      if (copy(open(source), buffer, digest, maxBytes)) {
        return Optional.of(new SpooledMessage(buffer, digest));
      }
    } catch (Throwable t) {
      closeQuietly(buffer, t);
      throw t;
    }
    buffer.close();
    return Optional.empty();
  }

  private static boolean copy(
      InputStream in, SpoolBuffer buffer, MessageDigest digest, long maxBytes) throws IOException {
    byte[] chunk = new byte[COPY_BYTES];
    for (int read = read(in, chunk); read >= 0; read = read(in, chunk)) {
      if (buffer.sizeBytes() + read > maxBytes) {
        return false;
      }
      digest.update(chunk, 0, read);
      buffer.write(chunk, 0, read);
    }
    return true;
  }

  /** Keeps the trouble of a source apart from that of the spool. */
  private static int read(InputStream in, byte[] chunk) {
    try {
      return in.read(chunk);
    } catch (IOException | RuntimeException e) {
      throw sourceFailed(e);
    }
  }

  /** A source may spool by itself, as that of a MimeMessage does. */
  private static InputStream open(MessageSource source) throws SpoolException {
    try {
      return source.openStream();
    } catch (SpoolException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw sourceFailed(e);
    }
  }

  private static MessageSourceException sourceFailed(Exception e) {
    return new MessageSourceException(
        "The message could not be read to its end; nothing was stored. Deliver it again", e);
  }

  private static void closeQuietly(SpoolBuffer buffer, Throwable original) {
    try {
      buffer.close();
    } catch (IOException e) {
      original.addSuppressed(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * SHA-256 of all bytes; may be asked for once.
   *
   * @return 32 bytes
   */
  public byte[] takeSha256() {
    return digest.digest();
  }

  /**
   * The first bytes: all of them when there are no more than asked for.
   *
   * @param length how many are wanted
   * @return an array of at most {@code length} bytes or the whole message
   * @throws IOException when the spool cannot be read
   */
  public byte[] first(int length) throws IOException {
    try (InputStream in = openStream()) {
      return in.readNBytes(length);
    }
  }

  /**
   * The first bytes as far as they are in memory, without a copy.
   *
   * @return an array whose first {@link #headLength()} bytes count
   */
  public byte[] head() {
    return bytes;
  }

  /**
   * How many bytes of {@link #head()} count.
   *
   * @return all bytes of the message when it is in memory
   */
  public int headLength() {
    return bytesLength;
  }

  @Override
  public long sizeBytes() {
    return size;
  }

  @Override
  public InputStream openStream() throws IOException {
    return buffer == null ? new ByteArrayInputStream(bytes) : buffer.openStream();
  }

  @Override
  public Optional<byte[]> inMemory() {
    if (size != bytesLength) {
      return Optional.empty();
    }
    return Optional.of(bytes.length == bytesLength ? bytes : Arrays.copyOf(bytes, bytesLength));
  }

  /** Lets go of the spool, and never throws: the message may be committed by now. */
  @Override
  public void close() {
    if (buffer == null) {
      return;
    }
    try {
      buffer.close();
    } catch (IOException e) {
      LOG.warn("The spool of a message that was read could not be closed", e);
    }
  }
}
