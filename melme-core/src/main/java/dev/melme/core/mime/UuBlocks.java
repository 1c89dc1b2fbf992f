package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds uuencoded files inside plain text ({@code begin 644 name}, data, {@code end}; POSIX
 * uuencode) and takes them out of it, counting their bytes.
 *
 * <p>A begin line counts only when the line after it is uuencoded data, so that text which begins a
 * line with "begin 100 ..." stays text.
 */
final class UuBlocks {

  /** Stands between the path of the text and the number of the file in it. */
  static final char PATH_MARK = '-';

  private static final int MAX_BLOCKS = 100;
  private static final int MAX_BEGIN_LINE = 400;

  /** One file: its name as sent, one byte per character, and its size. */
  record Block(String rawName, long sizeBytes) {}

  private final List<Block> found = new ArrayList<>(0);
  private byte[] begin = new byte[0];
  private int beginLineEnd;
  private boolean inside;
  private String name = "";
  private long size;

  void clear() {
    found.clear();
    begin = new byte[0];
    inside = false;
  }

  List<Block> found() {
    return found;
  }

  /** Whether the line that was taken last is data of a file that goes on. */
  boolean inside() {
    return inside;
  }

  /** Whether this line belongs to a file, or is held until the next one tells. */
  boolean take(byte[] b, int start, int end, LeafBody body) {
    if (!inside && begin.length == 0) {
      if (end - start > 10 && b[start] == 'b' && isBegin(b, start, end)) {
        begin = Arrays.copyOfRange(b, start, end);
        beginLineEnd = 1;
        return true;
      }
      return false;
    }
    int count = dataSize(b, start, end);
    if (!inside) {
      if (count <= 0) {
        flush(body);
        return take(b, start, end, body);
      }
      inside = true;
      size = 0;
      name = new String(begin, nameAt(), begin.length - nameAt(), StandardCharsets.ISO_8859_1);
      begin = new byte[0];
    }
    if (count < 0) {
      boolean ended = FieldLine.startsWith(b, start, end, "end");
      close();
      return ended;
    }
    size += count;
    return true;
  }

  void end(LeafBody body) {
    if (inside) {
      close();
    } else if (begin.length > 0) {
      flush(body);
    }
  }

  private void flush(LeafBody body) {
    byte[] line = begin;
    begin = new byte[0];
    body.giveBack(line, line.length, beginLineEnd);
  }

  private void close() {
    inside = false;
    found.add(new Block(name, size));
  }

  private int nameAt() {
    int i = 6;
    while (begin[i] != ' ') {
      i++;
    }
    return i + 1;
  }

  /** {@code begin }, three or four octal digits, a space, a name. */
  private boolean isBegin(byte[] b, int start, int end) {
    if (end - start > MAX_BEGIN_LINE
        || found.size() >= MAX_BLOCKS
        || !FieldLine.startsWith(b, start, end, "begin ")) {
      return false;
    }
    int i = start + 6;
    while (i < end && b[i] >= '0' && b[i] <= '7') {
      i++;
    }
    int digits = i - start - 6;
    return (digits == 3 || digits == 4) && i + 1 < end && b[i] == ' ' && b[i + 1] > ' ';
  }

  /** Bytes that a data line stands for; 0 for the last line, -1 when it is no data line. */
  private static int dataSize(byte[] b, int start, int lineEnd) {
    int end = lineEnd;
    if (end == start || b[start] < ' ' || b[start] > '`') {
      return -1;
    }
    int count = b[start] - ' ' & 63;
    int expected = (count + 2) / 3 * 4;
    int there = end - start - 1;
    // Trailing spaces may have been cut on the way, and a checksum character may follow.
    if (there > expected + 2 || (there < expected && there < count)) {
      return count == 0 && there == 0 ? 0 : -1;
    }
    for (int i = start + 1; i < end; i++) {
      // Gateways turned backslashes into other letters; the line is data all the same.
      if (b[i] >= 0 && (b[i] < ' ' || b[i] > '`')) {
        return -1;
      }
    }
    return count;
  }

  /** Decodes one data line onto {@code out}; returns its size, or -1 when it is no data line. */
  static int decode(byte[] b, int start, int end, BoundedBytes out) {
    int count = dataSize(b, start, end);
    int left = count;
    for (int i = start + 1; left > 0; i += 4) {
      int bits = 0;
      for (int k = 0; k < 4; k++) {
        bits = bits << 6 | (i + k < end ? b[i + k] - ' ' & 63 : 0);
      }
      for (int shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
        out.add((byte) (bits >>> shift));
      }
    }
    return count;
  }
}
