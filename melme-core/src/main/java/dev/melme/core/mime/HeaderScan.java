package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What delivery must know about a header before it stores a message, read in one pass over the
 * received bytes.
 *
 * <p>LF, CRLF and CR each end a line, mixed as they come (CRCRLF counts as one line end). The
 * header begins at the first line that is neither an mbox {@code From } line nor blank, and ends
 * before the first empty line or at the end of the content. A line of white space alone ends
 * nothing once the header has begun: it continues the field above (RFC 5322 §4.2). Lines that are
 * neither field nor continuation are passed over. A UTF-8 byte order mark in front is ignored.
 *
 * @param outcome whether the message may be stored
 * @param headerStart offset of the first header line
 * @param headerEnd offset after the last header line, its line end included
 * @param bodyStart offset after the empty line; the content's length when there was none
 * @param receivedCount number of Received fields (RFC 5321 §6.3, loop detection)
 * @param hasMessageId whether a Message-ID field is there
 * @param hasDate whether a Date field is there
 * @param tokens values of the field that the caller named, unfolded and trimmed, at most {@value
 *     #MAX_TOKENS}
 */
public record HeaderScan(
    Outcome outcome,
    int headerStart,
    int headerEnd,
    int bodyStart,
    int receivedCount,
    boolean hasMessageId,
    boolean hasDate,
    List<String> tokens) {

  /** Largest header block that is accepted, in bytes. */
  public static final int MAX_HEADER_BYTES = 256 * 1024;

  /** At most this many values of the named field are given back. */
  public static final int MAX_TOKENS = 128;

  /** Longest value of the named field that is given back, in bytes; the rest is cut. */
  public static final int MAX_TOKEN_BYTES = 1024;

  /** Whether the form of the header allows the message to be stored. */
  public enum Outcome {
    /** There is a header of acceptable size. */
    OK,
    /** No {@code name:} line comes before the first empty line. */
    NO_HEADER,
    /** The header block is over {@link #MAX_HEADER_BYTES}. */
    HEADER_TOO_LARGE
  }

  /** Copies the list. */
  public HeaderScan {
    tokens = List.copyOf(tokens);
  }

  /**
   * Whether a Received field is there.
   *
   * @return true when at least one was seen
   */
  public boolean hasReceived() {
    return receivedCount > 0;
  }

  /**
   * Reads the header.
   *
   * <p>The outcome is exact when {@code bytes} holds the whole message or at least the first {@link
   * #MAX_HEADER_BYTES} and the line that follows them. More blank lines than that in front of a
   * header count as no header.
   *
   * @param bytes the message from its first byte on
   * @param length how many of them count
   * @param tokenField name of the field whose values are wanted, any letter case
   * @return what was seen; never null, whatever the bytes are
   */
  public static HeaderScan of(byte[] bytes, int length, String tokenField) {
    return new Pass(bytes, length, tokenField.toLowerCase(Locale.ROOT)).run();
  }

  /** The state of one pass. */
  private static final class Pass {
    private final byte[] bytes;
    private final int length;
    private final String tokenField;
    private final List<String> tokens = new ArrayList<>(2);
    private int received;
    private boolean messageId;
    private boolean date;
    private boolean anyField;

    Pass(byte[] bytes, int length, String tokenField) {
      this.bytes = bytes;
      this.length = length;
      this.tokenField = tokenField;
    }

    HeaderScan run() {
      int headerStart = headerStart();
      int at = headerStart;
      while (at < length) {
        int lineEnd = LineReader.lineEnd(bytes, at, length);
        if (lineEnd == at) {
          break;
        }
        int next = lineEnd == length ? length : LineReader.afterLineEnd(bytes, lineEnd, length);
        if (next - headerStart > MAX_HEADER_BYTES && anyField(at, lineEnd)) {
          return result(Outcome.HEADER_TOO_LARGE, headerStart, at, at);
        }
        if (!FieldLine.isWhite(bytes[at])) {
          field(at, lineEnd);
        }
        at = next;
      }
      int bodyStart = at == length ? length : LineReader.afterLineEnd(bytes, at, length);
      return result(anyField ? Outcome.OK : Outcome.NO_HEADER, headerStart, at, bodyStart);
    }

    /** Skips one mbox line and any blank lines, white space counted as blank only here. */
    private int headerStart() {
      int at = FieldLine.byteOrderMark(bytes, 0, length);
      boolean mboxLineSeen = false;
      while (at < length) {
        int lineEnd = LineReader.lineEnd(bytes, at, length);
        if (!mboxLineSeen && FieldLine.isMboxLine(bytes, at, lineEnd)) {
          mboxLineSeen = true;
        } else if (!FieldLine.isBlank(bytes, at, lineEnd)) {
          return at;
        }
        at = lineEnd == length ? length : LineReader.afterLineEnd(bytes, lineEnd, length);
      }
      return length;
    }

    private boolean anyField(int start, int end) {
      return anyField || FieldLine.colon(bytes, start, end) >= 0;
    }

    private void field(int start, int end) {
      int colon = FieldLine.colon(bytes, start, end);
      if (colon < 0) {
        return;
      }
      anyField = true;
      int nameEnd = FieldLine.nameEnd(bytes, start, colon);
      if (FieldLine.isName(bytes, start, nameEnd, "received")) {
        received++;
      } else if (FieldLine.isName(bytes, start, nameEnd, "message-id")) {
        messageId = true;
      } else if (FieldLine.isName(bytes, start, nameEnd, "date")) {
        date = true;
      }
      if (tokens.size() < MAX_TOKENS && FieldLine.isName(bytes, start, nameEnd, tokenField)) {
        tokens.add(unfolded(colon + 1, end));
      }
    }

    /** Value with its continuation lines joined (RFC 5322 §2.2.3), read as UTF-8. */
    private String unfolded(int start, int end) {
      byte[] value = new byte[MAX_TOKEN_BYTES];
      int used = 0;
      int from = start;
      int to = end;
      while (true) {
        int count = Math.min(to - from, MAX_TOKEN_BYTES - used);
        System.arraycopy(bytes, from, value, used, count);
        used += count;
        from = to == length ? length : LineReader.afterLineEnd(bytes, to, length);
        if (from >= length || !FieldLine.isWhite(bytes[from])) {
          return new String(value, 0, used, StandardCharsets.UTF_8).strip();
        }
        to = LineReader.lineEnd(bytes, from, length);
      }
    }

    private HeaderScan result(Outcome outcome, int start, int end, int bodyStart) {
      return new HeaderScan(outcome, start, end, bodyStart, received, messageId, date, tokens);
    }
  }
}
