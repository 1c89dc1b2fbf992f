package dev.melme.core.reading;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.spi.MessageRepository;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a range of a stored message, one chunk per call to the store. Used by one thread. */
final class ChunkedInputStream extends InputStream {

  /** As large as the chunks that stores keep, and read at their bounds. */
  private static final int CHUNK_BYTES = 256 * 1024;

  private static final byte[] EMPTY = {};

  private final MessageRepository messages;
  private final MailboxId mailboxId;
  private final MessageId messageId;
  private final long end;
  private long next;
  private byte[] chunk = EMPTY;
  private int position;

  ChunkedInputStream(
      MessageRepository messages, MailboxId mailboxId, MessageId messageId, long start, long end) {
    this.messages = messages;
    this.mailboxId = mailboxId;
    this.messageId = messageId;
    this.next = start;
    this.end = end;
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
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long inChunk = Math.max(0, Math.min(count, chunk.length - position));
    position += (int) inChunk;
    long beyond = Math.max(0, Math.min(count - inChunk, end - next));
    next += beyond;
    return inChunk + beyond;
  }

  @Override
  public int available() {
    return chunk.length - position;
  }

  /** Makes sure that a byte is in the chunk; false at the end. */
  private boolean fill() throws IOException {
    if (position < chunk.length) {
      return true;
    }
    if (next >= end) {
      return false;
    }
    long toBound = CHUNK_BYTES - next % CHUNK_BYTES;
    int length = (int) Math.min(toBound, end - next);
    chunk = load(length);
    position = 0;
    next += chunk.length;
    return true;
  }

  private byte[] load(int length) throws IOException {
    try {
      byte[] bytes =
          messages
              .content(mailboxId, messageId, next, length)
              .orElseThrow(() -> new IOException("Message " + messageId + " was erased meanwhile"));
      if (bytes.length == 0 || bytes.length > length) {
        throw new IOException("Message " + messageId + " lacks bytes from offset " + next);
      }
      return bytes;
    } catch (StoreException e) {
      throw new IOException("Message " + messageId + " cannot be read now. Try again", e);
    }
  }
}
