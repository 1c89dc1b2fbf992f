package dev.melme.examples;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Finds the messages of an mbox file (RFC 4155) in one pass, holding one buffer whatever their
 * size.
 *
 * <p>A message begins after a line that begins with {@code From }, when that is the first line of
 * the file or follows an empty line. It ends before the next such line, or at the end of the file.
 * The one empty line that stands there was written to end the message and is not part of it;
 * further ones are. Everything in between is left as it is, {@code >From} too.
 *
 * <p>Lines end with LF or CRLF; or, when the first line of the file ends with a CR that no LF
 * follows, with CR or CRLF. In an LF file a lone CR is a byte like any other: broken mail is full
 * of them, and two in a row must not look like an empty line.
 */
final class MboxSplitter implements Closeable {

  /** What the first line of an mbox begins with. */
  static final String FROM = "From ";

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int END = -1;

  /**
   * Where one message is.
   *
   * @param offset the first byte, counted from the beginning of the file
   * @param lengthBytes the number of bytes
   */
  record Range(long offset, long lengthBytes) {}

  private enum Line {
    EMPTY,
    FROM,
    OTHER,
    NONE
  }

  private final InputStream in;
  private final byte[] buffer;
  private int bufferNext;
  private int bufferEnd;
  private long position;

  private long lineStart;
  private boolean endsWithCr;
  private boolean inMessage;

  /** Splits a file that begins with {@code From }; closes the stream with the splitter. */
  MboxSplitter(InputStream in) throws IOException {
    this(in, BUFFER_BYTES);
  }

  MboxSplitter(InputStream in, int bufferBytes) throws IOException {
    this.in = in;
    this.buffer = new byte[bufferBytes];
    this.inMessage = readFirstLine() == Line.FROM;
  }

  /** Finds the next message; empty after the last one. */
  Optional<Range> next() throws IOException {
    if (!inMessage) {
      return Optional.empty();
    }
    long start = position;
    Line before = Line.OTHER;
    long startOfBefore = start;
    while (true) {
      Line line = readLine();
      boolean ends = line == Line.NONE || (line == Line.FROM && before == Line.EMPTY);
      if (ends) {
        inMessage = line == Line.FROM;
        long end = before == Line.EMPTY ? startOfBefore : lineStart;
        return Optional.of(new Range(start, end - start));
      }
      before = line;
      startOfBefore = lineStart;
    }
  }

  private Line readFirstLine() throws IOException {
    LineShape shape = new LineShape();
    for (int b = read(); b != END && b != '\n'; b = read()) {
      if (b == '\r') {
        endsWithCr = peek() != '\n';
        if (endsWithCr) {
          break;
        }
      }
      shape.add(b);
    }
    return shape.line();
  }

  private Line readLine() throws IOException {
    lineStart = position;
    LineShape shape = new LineShape();
    while (true) {
      int b = read();
      if (b == END) {
        return position == lineStart ? Line.NONE : shape.unended();
      }
      if (endsWithCr && b == '\r') {
        if (peek() == '\n') {
          read();
        }
        return shape.line();
      }
      if (!endsWithCr && b == '\n') {
        return shape.line();
      }
      shape.add(b);
    }
  }

  private int read() throws IOException {
    int b = peek();
    if (b != END) {
      bufferNext++;
      position++;
    }
    return b;
  }

  private int peek() throws IOException {
    if (bufferNext == bufferEnd) {
      bufferNext = 0;
      bufferEnd = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
    }
    return bufferNext < bufferEnd ? buffer[bufferNext] & 0xFF : END;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** What is known of a line without keeping it. */
  private static final class LineShape {
    private long length;
    private boolean from = true;

    /** Nothing, or the CR of a CRLF. */
    private boolean empty = true;

    void add(int b) {
      if (length < FROM.length()) {
        from &= b == FROM.charAt((int) length);
      }
      empty &= b == '\r' && length == 0;
      length++;
    }

    /** A line that was ended. */
    Line line() {
      return empty ? Line.EMPTY : unended();
    }

    /** The last line of a file, when nothing ends it. */
    Line unended() {
      return from && length >= FROM.length() ? Line.FROM : Line.OTHER;
    }
  }
}
