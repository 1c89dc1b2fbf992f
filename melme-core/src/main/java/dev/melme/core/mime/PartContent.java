package dev.melme.core.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decoded content of one part, decoded while it is read: a window of the message and one
 * decoded line are all that is in memory.
 *
 * <p>The content is that whose size the index counts: the line end in front of a delimiter belongs
 * to the delimiter (RFC 2046 §5.1.1), other line ends come as they are in the message. Used by one
 * thread.
 */
public final class PartContent extends InputStream {

  private final InputStream message;
  private final LineReader lines;
  private final Delimiters delimiters;
  private final LineDecoder decoder;
  private final BoundedBytes decoded = new BoundedBytes(4 * 1024, 2 * LineReader.WINDOW);
  private HeaderReader.End state;
  private int position;

  PartContent(InputStream message, LineReader lines, PartWalk walk, LineDecoder decoder) {
    this.message = message;
    this.lines = lines;
    this.delimiters = walk.delimiters();
    this.state = walk.state();
    this.decoder = decoder;
  }

  /**
   * Finds the part and stands in front of its content.
   *
   * @param message the message as received, from its first byte on; closed with the content, and
   *     when this fails
   * @param path the path of an attachment, as the index gives it
   * @return the content
   * @throws IOException when the message cannot be read, or has no such part
   */
  public static InputStream open(InputStream message, String path) throws IOException {
    try {
      LineReader lines = new LineReader(message, new byte[LineReader.WINDOW]);
      PartWalk walk = new PartWalk(lines, new Scratch());
      int hyphen = path.indexOf(UuBlocks.PATH_MARK);
      Seeker seeker = new Seeker(hyphen < 0 ? path : path.substring(0, hyphen));
      walk.visit(seeker);
      walk.run();
      Leaf leaf = seeker.found;
      if (leaf == null) {
        throw new IOException("The message has no part " + path);
      }
      LineDecoder decoder =
          hyphen < 0
              ? LineDecoder.of(leaf.encoding())
              : new UuFileDecoder(Integer.parseInt(path.substring(hyphen + 1)));
      return new PartContent(message, lines, walk, decoder);
    } catch (IOException | RuntimeException e) {
      try (message) {
        throw e;
      }
    }
  }

  private static final class Seeker implements LeafVisitor {
    private final String path;
    private @Nullable Leaf found;

    Seeker(String path) {
      this.path = path;
    }

    @Override
    public Choice next(Leaf leaf) {
      if (!leaf.path().equals(path)) {
        return Choice.SKIP;
      }
      found = leaf;
      return Choice.STOP;
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? decoded.bytes[position++] & 0xff : -1;
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
    int count = Math.min(length, decoded.length - position);
    System.arraycopy(decoded.bytes, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return decoded.length - position;
  }

  @Override
  public void close() throws IOException {
    message.close();
  }

  /** Decodes lines until there is a byte to give; false at the end. */
  private boolean fill() throws IOException {
    while (position == decoded.length) {
      if (!nextLine()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextLine() throws IOException {
    position = 0;
    decoded.clear(2 * LineReader.WINDOW);
    if (state == HeaderReader.End.BODY_LINE) {
      state = HeaderReader.End.BODY;
      decoder.line(lines, decoded);
      return true;
    }
    if (state != HeaderReader.End.BODY || decoder.done()) {
      return false;
    }
    if (!lines.advance()) {
      state = HeaderReader.End.CONTENT;
      decoder.end(decoded);
      return true;
    }
    if (lines.fresh && delimiters.find(lines.buffer, lines.start, lines.end) >= 0) {
      state = HeaderReader.End.DELIMITER;
      return false;
    }
    decoder.line(lines, decoded);
    return true;
  }
}
