package dev.melme.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Reads a channel from its start by position, so that several can read at once. */
final class ChannelInputStream extends InputStream {

  private final FileChannel channel;
  private long position;

  ChannelInputStream(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
    if (read > 0) {
      position += read;
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = Math.max(0, Math.min(count, channel.size() - position));
    position += skipped;
    return skipped;
  }
}
