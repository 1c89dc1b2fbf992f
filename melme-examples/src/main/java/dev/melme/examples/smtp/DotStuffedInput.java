package dev.melme.examples.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The message after DATA: takes dot-stuffing off and ends where the message does.
 *
 * <p>RFC 5321 §4.1.1.4: only {@code CR LF . CR LF} ends a message, of which the first CR LF belongs
 * to the message (or to the DATA command, when there is no message at all). A line begins only
 * after CR LF; {@code LF . LF}, {@code CR . CR} and all mixes are octets like others, so that no
 * two servers can disagree where the message ends. What is not a stuffed dot is passed on as it
 * came.
 *
 * <p>Reads a block at a time. When the connection breaks, or the session is ended from outside,
 * every read from then on throws: a message never looks complete that is not. Closing does nothing,
 * since the session must read on to the end of the data. Used by one thread.
 */
final class DotStuffedInput extends InputStream {

  private enum State {
    /** Right after CR LF. */
    LINE_START,
    /** After a dot at the start of a line, which was taken away. */
    DOT,
    /** After such a dot and a CR, which is held back. */
    DOT_CR,
    /** After a CR that was passed on. */
    CR,
    /** Anywhere else. */
    IN_LINE,
    /** Behind CR LF . CR LF. */
    END
  }

  private final WireInput in;
  private final long maxOctets;
  private long octets;
  private State state = State.LINE_START;
  private @Nullable IOException failure;

  /**
   * Begins to read a message.
   *
   * @param in stands right behind the DATA command
   * @param maxOctets ends the session when a message goes on beyond
   */
  DotStuffedInput(WireInput in, long maxOctets) {
    this.in = in;
    this.maxOctets = maxOctets;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (failure != null) {
      throw failure;
    }
    if (length == 0) {
      return 0;
    }
    try {
      return readSome(target, offset, length);
    } catch (IOException broken) {
      failure = broken;
      throw broken;
    }
  }

  /** Tells whether a read has failed, so that the message never ended. */
  boolean broken() {
    return failure != null;
  }

  /** Reads on to the end of the message and drops it. */
  void drain() throws IOException {
    byte[] scrap = new byte[8 * 1024];
    while (read(scrap, 0, scrap.length) >= 0) {
      // dropped
    }
  }

  /** Waits until there is at least one octet of the message, or its end. */
  private int readSome(byte[] target, int offset, int length) throws IOException {
    while (state != State.END) {
      if (!in.await()) {
        throw new EOFException("The connection ended inside a message");
      }
      byte next = in.array()[in.position()];
      switch (state) {
        case LINE_START -> {
          if (next == '.') {
            in.skip(1);
            state = State.DOT;
          } else {
            return copy(target, offset, length);
          }
        }
        case DOT -> {
          if (next == '\r') {
            in.skip(1);
            state = State.DOT_CR;
          } else {
            state = State.IN_LINE; // RFC 5321 §4.5.2: a dot before anything else was stuffed
            return copy(target, offset, length);
          }
        }
        case DOT_CR -> {
          if (next == '\n') {
            in.skip(1);
            state = State.END;
          } else {
            target[offset] = '\r'; // the line goes on: it was only a stuffed dot before a bare CR
            state = State.CR;
            return counted(1);
          }
        }
        default -> {
          return copy(target, offset, length);
        }
      }
    }
    return -1;
  }

  /** Copies what is there up to the next dot at the start of a line. */
  private int copy(byte[] target, int offset, int length) throws IOException {
    byte[] source = in.array();
    int from = in.position();
    int end = Math.min(in.limit(), from + length);
    int to = from;
    while (to < end && !(source[to] == '.' && atLineStart(source, from, to))) {
      to++;
    }
    state = stateAt(source, from, to);
    System.arraycopy(source, from, target, offset, to - from);
    in.skip(to - from);
    return counted(to - from);
  }

  private boolean atLineStart(byte[] source, int from, int at) {
    return stateAt(source, from, at) == State.LINE_START;
  }

  /**
   * The state before the octet at this index, when the present state is that before {@code from}.
   */
  private State stateAt(byte[] source, int from, int at) {
    if (at == from) {
      return state;
    }
    byte last = source[at - 1];
    if (last == '\r') {
      return State.CR;
    }
    boolean afterReturn = at - 2 >= from ? source[at - 2] == '\r' : state == State.CR;
    return last == '\n' && afterReturn ? State.LINE_START : State.IN_LINE;
  }

  private int counted(int read) throws IOException {
    octets += read;
    if (octets > maxOctets) {
      throw new SessionEnd(Replies.TOO_MUCH_DATA);
    }
    return read;
  }
}
