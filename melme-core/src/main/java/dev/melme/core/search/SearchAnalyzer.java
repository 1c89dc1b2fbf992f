package dev.melme.core.search;

import java.nio.CharBuffer;

/**
 * Turns text into search terms, the same way for messages and for queries.
 *
 * <pre>
 * text --runs of letters, digits, marks--&gt; ASCII run: lower case ------------------&gt; term
 *                                      \--&gt; other run: {@link WordFolder} (NFKD, marks stripped,
 *                                           case folded), {@link WordTerms}: CJK and Thai as
 *                                           bigrams, {@link TermCode} --&gt; term
 * </pre>
 *
 * <p>Terms are distinct, in the order of their first occurrence, made of {@code a-z0-9} alone and
 * at most {@value #MAX_TERM} characters long. A longer word keeps its first {@value #KEPT}
 * characters and ends in a hash of the whole, so that equal words still meet and others do not.
 *
 * <p>An analyzer keeps its tables from use to use and is not thread-safe. ASCII words cost no
 * object at all.
 */
public final class SearchAnalyzer {

  /** Longest term, in characters. */
  public static final int MAX_TERM = 64;

  /** Most distinct terms of one text. */
  public static final int MAX_TERMS = 2_000;

  static final int KEPT = MAX_TERM - 16;

  /** What an ASCII character becomes inside a term; 0 ends the word. */
  private static final byte[] FOLDED = new byte[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      FOLDED[c] = (byte) c;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      FOLDED[c] = (byte) c;
      FOLDED[c - 32] = (byte) c;
    }
  }

  /** The beginning of a term that {@link TermCode} made, packed. */
  private static final int CODED = 'z' | 'q' << Byte.SIZE;

  private final char[] shortText = new char[512];
  private final TermTable table = new TermTable();
  private final WordFolder folder = new WordFolder(new WordTerms(table));

  /** Creates an analyzer; reuse it. */
  public SearchAnalyzer() {}

  /**
   * Analyzes one text, for example a query.
   *
   * @param text any text
   * @return its terms, separated by one space; empty when there are none
   */
  public static String analyze(String text) {
    SearchAnalyzer analyzer = new SearchAnalyzer();
    analyzer.add(text);
    return analyzer.terms();
  }

  /** Forgets everything that was added. */
  public void clear() {
    table.clear();
  }

  /**
   * Adds the terms of one more text; a word never spans two texts.
   *
   * @param text any text
   */
  public void add(String text) {
    int length = text.length();
    char[] chars = length <= shortText.length ? shortText : new char[length];
    text.getChars(0, length, chars, 0);
    add(chars, length);
  }

  /**
   * Adds the terms of one more text; a word never spans two texts.
   *
   * @param text any text; not changed
   * @param length how many of its characters count
   */
  public void add(char[] text, int length) {
    CharSequence sequence = CharBuffer.wrap(text, 0, length);
    int i = 0;
    while (i < length && !table.full()) {
      long packed = 0;
      int shift = 0;
      int end = i;
      while (end < length) {
        char c = text[end];
        byte folded = c < 128 ? FOLDED[c] : 0;
        if (folded == 0) {
          break;
        }
        if (shift < Long.SIZE) {
          packed |= (long) folded << shift;
          shift += Byte.SIZE;
        }
        end++;
      }
      if (end < length && text[end] >= 128 && WordFolder.isWordPart(sequence, end)) {
        i = folder.add(sequence, i, end);
      } else {
        addAscii(text, i, end, packed);
        i = end + 1;
      }
    }
  }

  private void addAscii(char[] text, int from, int to, long packed) {
    if (to - from > Long.BYTES || (packed & 0xffff) == CODED) {
      table.begin();
      for (int i = from; i < to; i++) {
        table.put(FOLDED[text[i]]);
      }
      table.endPlain();
    } else if (to > from) {
      table.addPacked(packed, to - from);
    }
  }

  /**
   * The terms of everything added since the last clear.
   *
   * @return distinct terms separated by one space
   */
  public String terms() {
    return table.text();
  }
}
