package dev.melme.core.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes bytes into memory up to 256 KiB, and beyond that into a temporary file that is gone when
 * the buffer is closed or, on POSIX systems, when the process dies. Used by one thread.
 */
public final class SpoolBuffer extends OutputStream {

  /** Up to this many bytes stay in memory. */
  public static final int MEMORY_BYTES = 256 * 1024;

  private static final int FIRST_BYTES = 8 * 1024;

  private final Path folder;
  private byte[] memory = new byte[FIRST_BYTES];
  private int inMemory;
  private long size;
  private @Nullable FileChannel file;

  /**
   * Creates an empty buffer.
   *
   * @param directory where the file goes, or null for the system's folder for temporary files
   */
  public SpoolBuffer(@Nullable Path directory) {
    this.folder =
        directory != null ? directory : Path.of(System.getProperty("java.io.tmpdir", "."));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && inMemory + length <= MEMORY_BYTES) {
      if (inMemory + length > memory.length) {
        int doubled = Math.max(memory.length * 2, inMemory + length);
        memory = Arrays.copyOf(memory, Math.min(doubled, MEMORY_BYTES));
      }
      System.arraycopy(bytes, offset, memory, inMemory, length);
      inMemory += length;
    } else {
      writeToFile(ByteBuffer.wrap(bytes, offset, length));
    }
    size += length;
  }

  private void writeToFile(ByteBuffer bytes) throws SpoolException {
    try {
      FileChannel channel = file;
      if (channel == null) {
        channel = openFile();
        file = channel;
        writeFully(channel, ByteBuffer.wrap(memory, 0, inMemory));
      }
      writeFully(channel, bytes);
    } catch (IOException e) {
      throw new SpoolException(folder, e);
    }
  }

  private FileChannel openFile() throws IOException {
    // DELETE_ON_CLOSE unlinks at once on POSIX systems: a crash leaves nothing behind.
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve("melme-" + UUID.randomUUID() + ".spool"),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * The number of bytes taken.
   *
   * @return the size
   */
  public long sizeBytes() {
    return size;
  }

  /**
   * The first bytes, as many as are in memory.
   *
   * @return an array whose first {@link #headLength()} bytes count
   */
  byte[] head() {
    return memory;
  }

  /** How many bytes of {@link #head()} count. */
  int headLength() {
    return inMemory;
  }

  /**
   * Opens the bytes for reading; nothing may be written any more. Streams are independent of one
   * another and end with the buffer.
   *
   * @return the bytes from the first one on
   */
  public InputStream openStream() {
    return file == null
        ? new ByteArrayInputStream(memory, 0, inMemory)
        : new ChannelInputStream(file);
  }

  /** Lets go of the file. Doing it twice changes nothing. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
