package dev.melme.core.reading;

import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import dev.melme.spi.MessageRepository;
import java.io.InputStream;

/** The bytes of one stored message, read from the store in chunks. Safe for many threads. */
final class ChunkedContent implements StoredContent {

  private final MessageRepository messages;
  private final MailboxId mailboxId;
  private final MessageId messageId;
  private final long sizeBytes;

  ChunkedContent(
      MessageRepository messages, MailboxId mailboxId, MessageId messageId, long sizeBytes) {
    this.messages = messages;
    this.mailboxId = mailboxId;
    this.messageId = messageId;
    this.sizeBytes = sizeBytes;
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
    return new ChunkedInputStream(messages, mailboxId, messageId, start, end);
  }
}
