package dev.melme.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What senders were told, one line each, on the disk before anything else is done. A line that a
 * kill cut short was not told.
 */
final class AckLog implements AutoCloseable {

  private static final String TAKEN = "250 ";

  private static final Pattern TAKEN_LINE = Pattern.compile(TAKEN + "[0-9]+");

  private final FileChannel channel;

  AckLog(Path file) throws IOException {
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    endLine(file);
  }

  /** What a killed process wrote last has no line end. */
  private void endLine(Path file) throws IOException {
    byte[] before = Files.readAllBytes(file);
    if (before.length > 0 && before[before.length - 1] != '\n') {
      line("cut");
    }
  }

  void taken(int number) throws IOException {
    line(TAKEN + number);
  }

  void notTaken(int number, String reply) throws IOException {
    line("message " + number + ": " + reply);
  }

  private synchronized void line(String text) throws IOException {
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The messages that were acknowledged. */
  static BitSet takenIn(Path file) throws IOException {
    BitSet taken = new BitSet();
    if (Files.exists(file)) {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .filter(line -> TAKEN_LINE.matcher(line).matches())
          .forEach(line -> taken.set(Integer.parseInt(line.substring(TAKEN.length()))));
    }
    return taken;
  }

  /** Replies other than 250, with the number of their message. */
  static List<String> refusalsIn(Path file) throws IOException {
    try (var lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      return lines.filter(line -> line.startsWith("message ")).toList();
    }
  }
}
