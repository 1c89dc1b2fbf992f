package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The boundaries of all multiparts that are open, and the test whether a line is one of their
 * delimiters (RFC 2046 §5.1.1).
 *
 * <p>A delimiter is the whole line, white space at its end aside, else a line that goes on behind a
 * blank. Text glued to a boundary makes another boundary: nested ones often begin alike.
 */
final class Delimiters {

  private final byte[][] boundaries;
  private int depth;
  private boolean closing;

  Delimiters(int maxDepth) {
    this.boundaries = new byte[maxDepth][];
  }

  int depth() {
    return depth;
  }

  void push(String boundary) {
    boundaries[depth++] = boundary.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Closes all multiparts above this depth. */
  void popTo(int newDepth) {
    depth = newDepth;
  }

  /** Whether the delimiter that {@link #find} found last was a closing one. */
  boolean closing() {
    return closing;
  }

  /** Level of the multipart whose delimiter this line is, the innermost first; -1 for none. */
  int find(byte[] b, int start, int lineEnd) {
    if (lineEnd - start < 2 || b[start] != '-' || b[start + 1] != '-' || depth == 0) {
      return -1;
    }
    int end = lineEnd;
    while (FieldLine.isWhite(b[end - 1])) {
      end--;
    }
    int from = start + 2;
    for (int level = depth - 1; level >= 0; level--) {
      byte[] boundary = boundaries[level];
      int rest = end - from - boundary.length;
      if ((rest == 0 || (rest == 2 && b[end - 1] == '-' && b[end - 2] == '-'))
          && Arrays.equals(b, from, from + boundary.length, boundary, 0, boundary.length)) {
        closing = rest == 2;
        return level;
      }
    }
    return findFollowedByText(b, from, end);
  }

  /** RFC 2046 §5.1.1: what follows the boundary does not count; here a blank must come between. */
  private int findFollowedByText(byte[] b, int from, int end) {
    for (int level = depth - 1; level >= 0; level--) {
      byte[] boundary = boundaries[level];
      int after = from + boundary.length;
      if (after < end && Arrays.equals(b, from, after, boundary, 0, boundary.length)) {
        boolean dashes = after + 2 < end && b[after] == '-' && b[after + 1] == '-';
        if (FieldLine.isWhite(b[dashes ? after + 2 : after])) {
          closing = dashes;
          return level;
        }
      }
    }
    return -1;
  }
}
