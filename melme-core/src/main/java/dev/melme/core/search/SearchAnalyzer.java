package dev.melme.core.search;

/**
 * Turns text into search terms, the same way for messages and for queries.
 *
 * <pre>
 * text --runs of letters, digits, marks--&gt; ASCII run: lower case ------------------&gt; term
 *                                      \--&gt; other run: {@link WordFolder} (NFKD, marks stripped,
 *                                           case folded), CJK as bigrams, {@link TermCode} --&gt; term
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

  private final TermTable table = new TermTable();
  private final WordFolder folder = new WordFolder(table);

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
  public void add(CharSequence text) {
    int length = text.length();
    int i = 0;
    while (i < length && !table.full()) {
      char c = text.charAt(i);
      byte folded = c < 128 ? FOLDED[c] : 0;
      if (folded != 0) {
        i = asciiWord(text, i, length);
      } else if (c >= 128 && WordFolder.isWordPart(text, i)) {
        i = folder.add(text, i, i);
      } else {
        i++;
      }
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

  /**
   * Reads a word while it is ASCII; on the first other letter the whole word goes to the folder.
   */
  private int asciiWord(CharSequence text, int start, int length) {
    table.begin();
    int i = start;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 128) {
        if (WordFolder.isWordPart(text, i)) {
          table.drop();
          return folder.add(text, start, i);
        }
        break;
      }
      byte folded = FOLDED[c];
      if (folded == 0) {
        break;
      }
      table.put(folded);
      i++;
    }
    table.endPlain();
    return i;
  }
}
