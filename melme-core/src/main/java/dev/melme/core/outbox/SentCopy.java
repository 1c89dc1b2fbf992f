package dev.melme.core.outbox;

import dev.melme.api.InvalidValueException;
import dev.melme.api.StoredContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a sent copy for one attempt: small ones are read once and kept meanwhile, whatever
 * the transport does with them; large ones are read in chunks, as often as it asks.
 */
final class SentCopy {

  /** As much of a message as is in memory per connection. */
  private static final int SMALL_BYTES = 256 * 1024;

  private SentCopy() {}

  static StoredContent of(StoredContent stored) throws IOException {
    if (stored.sizeBytes() > SMALL_BYTES) {
      return stored;
    }
    try (InputStream in = stored.openStream()) {
      return new InMemory(in.readAllBytes());
    }
  }

  /** Tells whether a header field holds other than ASCII, which takes SMTPUTF8 (RFC 6531 §3.7). */
  static boolean isInternationalised(StoredContent content) throws IOException {
    try (InputStream in = content.openRange(0, SMALL_BYTES)) {
      byte[] head = in.readAllBytes();
      for (int i = 0; i < head.length; i++) {
        if (head[i] < 0) {
          return true;
        }
        boolean emptyLine =
            head[i] == '\n' && (i + 1 >= head.length || head[i + 1] == '\r' || head[i + 1] == '\n');
        if (emptyLine) {
          return false;
        }
      }
      return false;
    }
  }

  private static final class InMemory implements StoredContent {

    private final byte[] bytes;

    InMemory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public InputStream openStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream openRange(long offset, long length) {
      if (offset < 0 || length < 0) {
        throw new InvalidValueException("offset and length must not be negative");
      }
      int start = (int) Math.min(offset, bytes.length);
      return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
    }
  }
}
