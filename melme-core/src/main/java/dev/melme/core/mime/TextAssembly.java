package dev.melme.core.mime;

import dev.melme.api.MessageIndex.TextOrigin;
import dev.melme.core.search.SearchAnalyzer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the readable text of a message together from its text parts, in their order.
 *
 * <p>Of a multipart/alternative one branch is taken: the first one with plain text that is not
 * blank, else the first one with HTML. All other multiparts add up.
 */
final class TextAssembly {

  /** Longest text, in characters. */
  static final int MAX_CHARS = 64 * 1024;

  /** Most HTML that is read for one message, in bytes. */
  static final int MAX_HTML_BYTES = 1024 * 1024;

  private static final int FIRST_SIZE = 8 * 1024;
  private static final int RETAINED_SIZE = MAX_CHARS + 1;
  private static final int SNIPPET = 200;

  private char[] chars = new char[FIRST_SIZE];
  private int length;
  private int htmlLeft;
  private TextOrigin origin = TextOrigin.NONE;

  void clear() {
    length = 0;
    htmlLeft = MAX_HTML_BYTES;
    origin = TextOrigin.NONE;
    if (chars.length > RETAINED_SIZE) {
      chars = new char[FIRST_SIZE];
    }
  }

  int length() {
    return length;
  }

  TextOrigin origin() {
    return origin;
  }

  /** How many bytes of a text part are worth keeping; 0 when it would not be shown. */
  int bytesWanted(List<Container> open, boolean html) {
    for (Container container : open) {
      if (!container.wants(html)) {
        return 0;
      }
    }
    // No charset needs more than four bytes for a character, escape sequences aside.
    return html ? htmlLeft : Math.max(4 * (MAX_CHARS - startOf(open)), 0);
  }

  /** Where text of the current branch begins. */
  private int startOf(List<Container> open) {
    for (Container container : open) {
      if (container.replaces()) {
        return container.textMark;
      }
    }
    return length;
  }

  /** Adds one decoded text part. */
  void add(List<Container> open, BoundedBytes bytes, ContentType type) {
    boolean html = type.is("text", "html");
    if (html) {
      htmlLeft -= bytes.length;
    }
    int start = length;
    int from = separate(start);
    int end =
        html
            ? clean(from, append(from, HtmlText.of(bytes.bytes, bytes.length, type.charset())))
            : plain(from, bytes, type);
    if (type.has("format", "flowed") && !html) {
      end = FlowedText.unflow(chars, from, end, type.has("delsp", "yes"));
    }
    if (isBlank(from, end)) {
      return;
    }
    take(open, html, from, end);
  }

  /** Makes the range part of the text, in the place of another branch's text if need be. */
  private void take(List<Container> open, boolean html, int from, int end) {
    int target = -1;
    for (Container container : open) {
      if (target < 0 && container.replaces()) {
        target = container.textMark;
        origin = container.originMark();
      }
      container.choose(html);
    }
    if (target < 0) {
      length = end;
    } else {
      length = target;
      int to = separate(target);
      System.arraycopy(chars, from, chars, to, end - from);
      length = to + end - from;
    }
    if (origin != TextOrigin.PLAIN) {
      origin = html ? TextOrigin.HTML : TextOrigin.PLAIN;
    }
  }

  /** Puts a line end between two parts that have none; returns where the next one begins. */
  private int separate(int at) {
    if (at == 0 || chars[at - 1] == '\n' || at >= MAX_CHARS) {
      return at;
    }
    reserve(at + 1);
    chars[at] = '\n';
    return at + 1;
  }

  /**
   * Decodes and cleans; looks at ASCII bytes eight at a time, and only if need be at characters.
   */
  private int plain(int from, BoundedBytes bytes, ContentType type) {
    String charset = type.charset();
    byte[] b = bytes.bytes;
    int size = bytes.length;
    int count = Math.min(size, MAX_CHARS - from);
    if (TextDecoder.isPlainAscii(b, count, charset)) {
      int end = append(from, new String(b, 0, count, StandardCharsets.ISO_8859_1));
      return ByteScan.firstControl(b, 0, count) == count ? end : clean(from, end);
    }
    if (TextDecoder.isUtf8(b, size, charset)) {
      int end = utf8(from, b, size);
      return ByteScan.firstControl(b, 0, size) == size ? end : clean(from, end);
    }
    return clean(from, append(from, TextDecoder.decode(b, 0, size, charset)));
  }

  /**
   * Runs of ASCII go straight into place: strings of them would be copies more. What is not ASCII
   * is cleaned.
   */
  private int utf8(int from, byte[] b, int size) {
    reserve(Math.min(from + size, MAX_CHARS));
    int out = from;
    int at = 0;
    while (at < size && out < MAX_CHARS) {
      int high = ByteScan.firstHigh(b, at, size);
      int ascii = Math.min(high - at, MAX_CHARS - out);
      for (int i = 0; i < ascii; i++) {
        chars[out + i] = (char) b[at + i];
      }
      out += ascii;
      at = high;
      while (at < size && b[at] < 0) {
        at++;
      }
      out = clean(out, append(out, new String(b, high, at - high, StandardCharsets.UTF_8)));
    }
    return out;
  }

  private int clean(int from, int end) {
    return CleanText.block(chars, from, end);
  }

  private int append(int from, String text) {
    int count = Math.min(text.length(), MAX_CHARS - from);
    reserve(from + count);
    text.getChars(0, count, chars, from);
    return from + count;
  }

  private void reserve(int needed) {
    if (needed > chars.length) {
      chars = Arrays.copyOf(chars, Math.min(MAX_CHARS + 1, Math.max(needed, chars.length * 2)));
    }
  }

  private boolean isBlank(int from, int end) {
    for (int i = from; i < end; i++) {
      char c = chars[i];
      if (c > ' ' && c != '\u00a0' && c != '\u200b' && c != '\ufeff') {
        return false;
      }
    }
    return true;
  }

  String text() {
    return new String(chars, 0, length);
  }

  void addTermsTo(SearchAnalyzer analyzer) {
    analyzer.add(chars, length);
  }

  /** The first {@value #SNIPPET} characters, runs of white space as one space. */
  String snippet() {
    char[] out = new char[SNIPPET];
    int used = 0;
    boolean space = false;
    for (int i = 0; i < length && used < SNIPPET; i++) {
      char c = chars[i];
      if (c <= ' ' || Character.isWhitespace(c) || c == '\u00a0') {
        space = used > 0;
        continue;
      }
      boolean pair = Character.isHighSurrogate(c);
      if (used + (space ? 1 : 0) + (pair ? 2 : 1) > SNIPPET) {
        break;
      }
      if (space) {
        out[used++] = ' ';
        space = false;
      }
      out[used++] = c;
      if (pair) {
        out[used++] = chars[++i];
      }
    }
    return new String(out, 0, used);
  }
}
