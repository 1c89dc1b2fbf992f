package dev.melme.core.reading;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import dev.melme.core.reading.ChunkedInputStream.Chunks;
import dev.melme.spi.ContentRange;
import dev.melme.spi.MessageRepository;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The bytes of one stored message or file, read from the store in chunks. Safe for many threads.
 *
 * <p>The first chunk came with the size, in one call. It is handed to the first stream that begins
 * in it and then let go of: a message that is read once costs no second call, and whoever keeps
 * this object keeps no bytes.
 */
public final class ChunkedContent implements StoredContent {

  private static final byte[] NONE = {};

  private final Chunks chunks;
  private final String name;
  private final long sizeBytes;
  private final AtomicReference<byte[]> firstChunk;

  private ChunkedContent(Chunks chunks, String name, ContentRange first) {
    this.chunks = chunks;
    this.name = name;
    this.sizeBytes = first.totalBytes();
    this.firstChunk = new AtomicReference<>(first.bytes());
  }

  /**
   * Reads size and first chunk, in one call.
   *
   * @param messages where the bytes are kept
   * @param mailboxId the mailbox
   * @param messageId the message
   * @return the bytes, or empty when the mailbox has no such message
   */
  public static Optional<StoredContent> open(
      MessageRepository messages, MailboxId mailboxId, MessageId messageId) {
    return open(
        (offset, length) -> messages.content(mailboxId, messageId, offset, length),
        "Message " + messageId);
  }

  /** Reads size and first chunk of anything, in one call. */
  static Optional<StoredContent> open(Chunks chunks, String name) {
    return chunks
        .read(0, ChunkedInputStream.CHUNK_BYTES)
        .map(first -> new ChunkedContent(chunks, name, first));
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public InputStream openStream() {
    return openRange(0, sizeBytes);
  }

  @Override
  public InputStream openRange(long offset, long length) {
    if (offset < 0 || length < 0) {
      throw new InvalidValueException("offset and length must not be negative");
    }
    long start = Math.min(offset, sizeBytes);
    long end = start + Math.min(length, sizeBytes - start);
    return new ChunkedInputStream(chunks, name, start, end, takeFirst(start));
  }

  private byte[] takeFirst(long start) {
    byte[] first = firstChunk.get();
    boolean taken = start < first.length && firstChunk.compareAndSet(first, NONE);
    return taken ? first : NONE;
  }
}
