package dev.melme.core.search;

/**
 * Makes terms of folded words: one of each word, and of characters that stand without spaces
 * overlapping pairs, or the single one that stands alone.
 */
final class WordTerms implements WordFolder.Words {

  private final TermTable table;
  private final StringBuilder pair = new StringBuilder();

  /** A character that no pair holds yet; 0 when there is none. */
  private int alone;

  WordTerms(TermTable table) {
    this.table = table;
  }

  @Override
  public void word(StringBuilder word) {
    for (int i = 0; i < word.length(); i++) {
      if (!WordFolder.isAsciiWord(word.charAt(i))) {
        TermCode.add(table, word.toString());
        return;
      }
    }
    table.begin();
    for (int i = 0; i < word.length(); i++) {
      table.put((byte) word.charAt(i));
    }
    table.endPlain();
  }

  @Override
  public void character(int codePoint, int previous) {
    if (previous == 0) {
      alone = codePoint;
      return;
    }
    alone = 0;
    pair.setLength(0);
    pair.appendCodePoint(previous).appendCodePoint(codePoint);
    word(pair);
  }

  @Override
  public void endOfCharacters() {
    if (alone != 0) {
      pair.setLength(0);
      pair.appendCodePoint(alone);
      alone = 0;
      word(pair);
    }
  }

  @Override
  public boolean full() {
    return table.full();
  }
}
