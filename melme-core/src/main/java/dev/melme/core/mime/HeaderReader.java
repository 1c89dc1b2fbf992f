package dev.melme.core.mime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the header of the message or of a part into an {@link EntityHeader}. */
final class HeaderReader {

  /** Longest field, folds included, in bytes. */
  static final int MAX_FIELD = 100 * 1024;

  /** Longest header of a part, in bytes; fields behind it are passed over. */
  private static final int MAX_HEADER = 256 * 1024;

  /** What comes after a header. */
  enum End {
    /** An empty line was read: the body begins with the next line. */
    BODY,
    /** The current line of the reader is already the first one of the body. */
    BODY_LINE,
    /** The current line of the reader is a boundary delimiter. */
    DELIMITER,
    /** The content is over. */
    CONTENT
  }

  private final LineReader lines;
  private final Delimiters delimiters;
  private final BoundedBytes value;
  private @Nullable Field field;
  private int fieldLength;
  private int headerLength;
  private boolean limitMet;

  HeaderReader(LineReader lines, Delimiters delimiters, BoundedBytes value) {
    this.lines = lines;
    this.delimiters = delimiters;
    this.value = value;
  }

  /** Whether a field or a header was longer than its limit. */
  boolean limitMet() {
    return limitMet;
  }

  /** Reads the message's header, passing over what may come before it (see {@link HeaderScan}). */
  End readMessage(EntityHeader into) throws IOException {
    boolean mboxLineSeen = false;
    boolean first = true;
    while (lines.advance()) {
      if (first) {
        lines.start += FieldLine.byteOrderMark(lines.buffer, lines.start, lines.end);
        first = false;
      }
      if (!lines.fresh) {
        continue;
      }
      boolean blank = FieldLine.isBlank(lines.buffer, lines.start, lines.end);
      if (!mboxLineSeen && FieldLine.isMboxLine(lines.buffer, lines.start, lines.end)) {
        mboxLineSeen = true;
      } else if (!blank) {
        return read(into, true);
      }
    }
    return End.CONTENT;
  }

  /** Reads a part's header, which begins with the next line. */
  End readPart(EntityHeader into) throws IOException {
    return lines.advance() ? read(into, false) : End.CONTENT;
  }

  private End read(EntityHeader into, boolean ofMessage) throws IOException {
    into.clear();
    field = null;
    headerLength = 0;
    boolean anyField = false;
    boolean openEnded = false;
    boolean afterWhiteLine = false;
    do {
      byte[] b = lines.buffer;
      int start = lines.start;
      int end = lines.end;
      if (!lines.fresh || (anyField && end > start && FieldLine.isWhite(b[start]))) {
        append(b, start, end);
      } else if (start == end) {
        store(into);
        return End.BODY;
      } else if (delimiters.find(b, start, end) >= 0) {
        store(into);
        return End.DELIMITER;
      } else if (begin(into, b, start, end, ofMessage)) {
        anyField = true;
      } else if (openEnded) {
        // "Content-Type: text/plain;" and its parameters on the next line, not indented.
        append(b, start, end);
      } else if (!ofMessage || (afterWhiteLine && anyField)) {
        // The empty line is missing or holds white space: nobody would hide the text.
        store(into);
        return End.BODY_LINE;
      } else {
        store(into);
      }
      openEnded = end > start && b[end - 1] == ';';
      afterWhiteLine = FieldLine.isBlank(b, start, end);
    } while (lines.advance());
    store(into);
    return End.CONTENT;
  }

  /** Begins a field; false when the line is none. */
  private boolean begin(EntityHeader into, byte[] b, int start, int end, boolean ofMessage) {
    int colon = FieldLine.colon(b, start, end);
    if (colon < 0) {
      return false;
    }
    store(into);
    int nameEnd = FieldLine.nameEnd(b, start, colon);
    Field known = Field.of(b, start, nameEnd);
    if (known == null) {
      if (ofMessage && Field.isListField(b, start, nameEnd)) {
        into.sawListField();
      }
    } else if ((ofMessage || known.ofPart()) && headerLength <= MAX_HEADER) {
      field = known;
    }
    fieldLength = 0;
    value.clear(MAX_FIELD);
    append(b, colon + 1, end);
    return true;
  }

  private void append(byte[] b, int start, int end) {
    fieldLength += end - start;
    headerLength += end - start;
    if (fieldLength > MAX_FIELD || headerLength > MAX_HEADER) {
      limitMet = true;
      fieldLength = Math.min(fieldLength, MAX_FIELD + 1);
      headerLength = Math.min(headerLength, MAX_HEADER + 1);
    }
    if (field != null) {
      value.add(b, start, end);
    }
  }

  private void store(EntityHeader into) {
    if (field != null) {
      into.put(field, value.bytes, value.length);
      field = null;
    }
  }
}
