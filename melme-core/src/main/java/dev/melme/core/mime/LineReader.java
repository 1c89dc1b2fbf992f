package dev.melme.core.mime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines without copying them: the current line is a window {@code
 * buffer[start..end)}, valid until the next {@link #advance()}.
 *
 * <p>LF, CRLF and CR each end a line, and so does CRCRLF (a text-mode conversion applied twice). A
 * line longer than the buffer comes in pieces; only the first piece is {@link #fresh}.
 */
final class LineReader {

  /** Window for stream content. A line up to half of it always comes in one piece. */
  static final int WINDOW = 64 * 1024;

  private static final int WHOLE_LINE = WINDOW / 2;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** The bytes that hold the current piece. */
  byte[] buffer;

  /** First byte of the current piece. */
  int start;

  /** End of the current piece, before its line end. */
  int end;

  /** First byte after the line end; equal to {@link #end} when there was none. */
  int next;

  /** Whether the current piece begins a line. */
  boolean fresh;

  private final @Nullable InputStream source;
  private int limit;
  private boolean sourceDone;
  private boolean lineDone = true;

  /** Reads a range of an array; the array is never written to. */
  LineReader(byte[] bytes, int offset, int length) {
    this.buffer = bytes;
    this.next = offset;
    this.limit = offset + length;
    this.sourceDone = true;
    this.source = null;
  }

  /** Reads a stream through a window of {@link #WINDOW} bytes that the caller lends. */
  LineReader(InputStream source, byte[] window) {
    this.buffer = window;
    this.source = source;
  }

  /** Whether the current piece ends its line, by a line end or by the end of the content. */
  boolean complete() {
    return lineDone;
  }

  /**
   * Moves to the next piece.
   *
   * @return false at the end of the content
   * @throws IOException when the source fails; content never makes this throw
   */
  boolean advance() throws IOException {
    fresh = lineDone;
    start = next;
    int scanned = start;
    while (true) {
      int at = lineEnd(buffer, scanned, limit);
      if (at < limit && (sourceDone || at + 2 < limit || buffer[at] == '\n')) {
        end = at;
        next = afterLineEnd(buffer, at, limit);
        lineDone = true;
        return true;
      }
      if (sourceDone || (at == limit && limit - start >= WHOLE_LINE && limit == buffer.length)) {
        end = limit;
        next = limit;
        lineDone = sourceDone;
        return end > start;
      }
      int kept = at - start;
      fill();
      scanned = start + kept;
    }
  }

  private void fill() throws IOException {
    if (start > 0 && limit == buffer.length) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      limit -= start;
      start = 0;
    }
    InputStream in = source;
    int read = in == null ? -1 : in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      sourceDone = true;
    } else {
      limit += read;
    }
  }

  /** Index of the next CR or LF at or after {@code from}, else {@code limit}. */
  static int lineEnd(byte[] b, int from, int limit) {
    int i = from;
    // Eight bytes at a time: the high bit stays where the content is below 0E, as CR and LF are.
    for (; i + 8 <= limit; i += 8) {
      long word = (long) LONGS.get(b, i);
      long low = (word - ONES * ('\r' + 1)) & ~word & HIGHS;
      while (low != 0) {
        int at = i + (Long.numberOfTrailingZeros(low) >>> 3);
        if (b[at] == '\n' || b[at] == '\r') {
          return at;
        }
        low &= low - 1;
      }
    }
    for (; i < limit; i++) {
      if (b[i] == '\n' || b[i] == '\r') {
        return i;
      }
    }
    return limit;
  }

  /** Index after the line end that begins at {@code at}. */
  static int afterLineEnd(byte[] b, int at, int limit) {
    if (b[at] == '\n' || at + 1 >= limit) {
      return at + 1;
    }
    if (b[at + 1] == '\n') {
      return at + 2;
    }
    return at + 2 < limit && b[at + 1] == '\r' && b[at + 2] == '\n' ? at + 3 : at + 1;
  }
}
