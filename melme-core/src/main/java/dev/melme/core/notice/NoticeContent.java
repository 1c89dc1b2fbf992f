package dev.melme.core.notice;

import dev.melme.api.StoredContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** The bytes of a notice, in memory. */
final class NoticeContent implements StoredContent {

  private final byte[] bytes;

  /** Takes an array that nobody changes any more. */
  NoticeContent(byte[] bytes) {
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
    int start = (int) Math.min(offset, bytes.length);
    int end = start + (int) Math.min(length, bytes.length - start);
    return new ByteArrayInputStream(bytes, start, end - start);
  }
}
