package dev.melme.mail;

import dev.melme.api.StoredContent;
import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets jakarta.mail read a stored message in pieces instead of copying it: a range of the content,
 * of which it may ask for sub-ranges. Used by one thread.
 */
final class SharedContentStream extends InputStream implements SharedInputStream {

  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int UNMARKED = -1;

  private final StoredContent content;
  private final long start;
  private final long end;
  private @Nullable InputStream in;
  private byte[] buffer = {};
  private int position;
  private long loaded;
  private long mark = UNMARKED;

  SharedContentStream(StoredContent content, long start, long end) {
    this.content = content;
    this.start = start;
    this.end = end;
    this.loaded = start;
  }

  /** Bytes from the start of this range, as {@link SharedInputStream} counts them. */
  @Override
  public long getPosition() {
    return absolute() - start;
  }

  private long absolute() {
    return loaded - (buffer.length - position);
  }

  @Override
  public InputStream newStream(long from, long to) {
    long subEnd = to < 0 ? end : Math.min(end, start + to);
    return new SharedContentStream(content, Math.min(start + from, subEnd), subEnd);
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer[position++] & 0xFF : -1;
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
    int count = Math.min(length, buffer.length - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return buffer.length - position;
  }

  private boolean fill() throws IOException {
    if (position < buffer.length) {
      return true;
    }
    if (loaded >= end) {
      return false;
    }
    InputStream source = in;
    if (source == null) {
      source = content.openRange(loaded, end - loaded);
      in = source;
    }
    buffer = source.readNBytes((int) Math.min(BUFFER_BYTES, end - loaded));
    position = 0;
    loaded += buffer.length;
    return buffer.length > 0;
  }

  @Override
  public boolean markSupported() {
    return true;
  }

  /** Any number of bytes may be read before {@link #reset()}: they are read again if need be. */
  @Override
  public synchronized void mark(int readLimit) {
    mark = absolute();
  }

  @Override
  public synchronized void reset() throws IOException {
    if (mark == UNMARKED) {
      throw new IOException("reset() without mark()");
    }
    long bufferStart = loaded - buffer.length;
    if (mark >= bufferStart && mark <= loaded) {
      position = (int) (mark - bufferStart);
    } else {
      closeSource();
      buffer = new byte[0];
      position = 0;
      loaded = mark;
    }
  }

  @Override
  public void close() throws IOException {
    closeSource();
  }

  private void closeSource() throws IOException {
    if (in != null) {
      in.close();
      in = null;
    }
  }
}
