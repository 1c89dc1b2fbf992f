package dev.melme.core.mime;

/**
 * Joins the lines of format=flowed text again (RFC 3676 §4), in place.
 *
 * <p>A line that ends with a space flows into the next one of the same quote depth; the signature
 * separator {@code "-- "} never does (§4.3). The first space of an unquoted line is stuffing (§4.4)
 * and goes.
 */
final class FlowedText {

  private FlowedText() {}

  /**
   * Joins the lines in {@code [from, end)}.
   *
   * @param delSp whether the space before a joint is removed (§4.1, DelSp)
   * @return the new end
   */
  static int unflow(char[] chars, int from, int end, boolean delSp) {
    int out = from;
    int line = from;
    int openDepth = -1;
    while (line < end) {
      int lineEnd = line;
      while (lineEnd < end && chars[lineEnd] != '\n') {
        lineEnd++;
      }
      int depth = 0;
      while (line + depth < lineEnd && chars[line + depth] == '>') {
        depth++;
      }
      int text = line + depth;
      if (text < lineEnd && chars[text] == ' ') {
        text++;
      }
      boolean signature = lineEnd - text == 3 && chars[text] == '-' && chars[text + 1] == '-';
      boolean joins = depth == openDepth && !(signature && chars[lineEnd - 1] == ' ');
      if (openDepth >= 0 && !joins) {
        chars[out++] = '\n';
      }
      if (!joins && depth > 0) {
        // Keep the quote marks and the space behind them as they were written.
        System.arraycopy(chars, line, chars, out, text - line);
        out += text - line;
      }
      boolean flows = lineEnd > text && chars[lineEnd - 1] == ' ' && !signature;
      int length = lineEnd - text - (flows && delSp ? 1 : 0);
      System.arraycopy(chars, text, chars, out, length);
      out += length;
      if (flows) {
        openDepth = depth;
      } else {
        openDepth = -1;
        if (lineEnd < end) {
          chars[out++] = '\n';
        }
      }
      line = lineEnd + 1;
    }
    return out;
  }
}
