package dev.melme.core.mime;

import java.nio.charset.StandardCharsets;

/**
 * Decodes encoded-words (RFC 2047) wherever they stand, in atoms, in quoted strings or glued to
 * other text, and repairs the common damage:
 *
 * <ul>
 *   <li>neighbours in the same charset are joined as bytes before they are decoded, so that a
 *       character split between two words survives;
 *   <li>B words may lack padding or hold rubbish; Q words may hold spaces and bad escapes;
 *   <li>unknown charsets go the way of undeclared text;
 *   <li>a language tag (RFC 2231 §5) is dropped.
 * </ul>
 *
 * <p>The result may hold any character, line ends included: it must pass {@link CleanText}.
 */
final class EncodedWords {

  private static final int MAX_CHARSET = 60;

  private final String text;
  private final int max;
  private final StringBuilder out = new StringBuilder();
  private final BoundedBytes run;
  private String runCharset = "";
  private boolean runOpen;

  private int charsetEnd;
  private int wordStart;
  private int wordEnd;
  private boolean noMoreWords;

  private EncodedWords(String text, int max) {
    this.text = text;
    this.max = max;
    this.run = new BoundedBytes(Math.min(text.length(), 256), 4 * max + 64);
  }

  /**
   * Decodes a value.
   *
   * @param max the caller cuts there; decoding stops soon after so many characters
   */
  static String decode(String text, int max) {
    int first = text.indexOf("=?");
    return first < 0 ? text : new EncodedWords(text, max).decodeFrom(first);
  }

  private String decodeFrom(int first) {
    int copied = 0;
    int at = first;
    while (at >= 0 && !noMoreWords && out.length() <= max) {
      if (!findWord(at)) {
        at = text.indexOf("=?", at + 2);
        continue;
      }
      // RFC 2047 §6.2: white space between two encoded-words is not shown.
      boolean neighbour = runOpen && isBlank(copied, at);
      String charset = charset(at + 2);
      if (!neighbour || !charset.equalsIgnoreCase(runCharset)) {
        flush();
        if (!neighbour) {
          out.append(text, copied, at);
        }
        runCharset = charset;
        runOpen = true;
      }
      addWord();
      copied = wordEnd + 2;
      at = text.indexOf("=?", copied);
    }
    flush();
    if (out.length() <= max) {
      out.append(text, copied, text.length());
    }
    return out.toString();
  }

  /** Finds the parts of {@code =?charset?B?text?=} that begins at {@code at}. */
  private boolean findWord(int at) {
    charsetEnd = at + 2;
    while (charsetEnd < text.length() && isCharsetCharacter(text.charAt(charsetEnd))) {
      charsetEnd++;
    }
    if (charsetEnd - at > MAX_CHARSET
        || charsetEnd + 2 >= text.length()
        || text.charAt(charsetEnd) != '?'
        || text.charAt(charsetEnd + 2) != '?'
        || "bBqQ".indexOf(text.charAt(charsetEnd + 1)) < 0) {
      return false;
    }
    wordStart = charsetEnd + 3;
    wordEnd = text.indexOf("?=", wordStart);
    if (wordEnd < 0) {
      noMoreWords = true;
      return false;
    }
    // An unfinished word must not swallow the next one.
    boolean space = false;
    for (int i = wordStart; i < wordEnd - 1; i++) {
      space |= text.charAt(i) == ' ';
      if (space && text.startsWith("=?", i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCharsetCharacter(char c) {
    return c > ' ' && c < 0x7f && c != '?' && c != '=';
  }

  private String charset(int start) {
    int end = start;
    while (end < charsetEnd && text.charAt(end) != '*') {
      end++;
    }
    return text.substring(start, end);
  }

  private void addWord() {
    char encoding = text.charAt(charsetEnd + 1);
    if (encoding == 'B' || encoding == 'b') {
      byte[] word = text.substring(wordStart, wordEnd).getBytes(StandardCharsets.ISO_8859_1);
      new Base64Decoder().decode(word, 0, word.length, run);
      return;
    }
    for (int i = wordStart; i < wordEnd; i++) {
      char c = text.charAt(i);
      int hex =
          c == '=' && i + 2 < wordEnd
              ? QuotedPrintable.hex(text.charAt(i + 1), text.charAt(i + 2))
              : -1;
      if (hex >= 0) {
        run.add((byte) hex);
        i += 2;
      } else if (c < 0x80) {
        run.add((byte) (c == '_' ? ' ' : c));
      } else {
        byte[] raw = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
        run.add(raw, 0, raw.length);
      }
    }
  }

  private void flush() {
    if (runOpen) {
      out.append(TextDecoder.decode(run.bytes, 0, run.length, runCharset));
      run.clear(4 * max + 64);
      runOpen = false;
    }
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!FieldLine.isWhite(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
