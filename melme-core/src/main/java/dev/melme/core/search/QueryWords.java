package dev.melme.core.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The folded words of one value of a query, in a row.
 *
 * @param items the words; none when the value is all punctuation
 */
record QueryWords(List<Item> items) {

  /**
   * One word, or one character of a script without spaces.
   *
   * @param text folded
   * @param attached whether it is such a character and follows another directly
   * @param character whether it is such a character
   */
  record Item(String text, boolean attached, boolean character) {}

  QueryWords {
    items = List.copyOf(items);
  }

  static QueryWords of(String value) {
    Collector collector = new Collector();
    new WordSequence(collector).read(value);
    return new QueryWords(collector.items);
  }

  /** Whether the character at this place is not part of a pair: messages have no term for it. */
  boolean single(int index) {
    boolean nextAttached = index + 1 < items.size() && items.get(index + 1).attached();
    return items.get(index).character() && !items.get(index).attached() && !nextAttached;
  }

  private static final class Collector implements WordFolder.Words {

    private final List<Item> items = new ArrayList<>();

    @Override
    public void word(StringBuilder word) {
      items.add(new Item(word.toString(), false, false));
    }

    @Override
    public void character(int codePoint, int previous) {
      items.add(new Item(Character.toString(codePoint), previous != 0, true));
    }

    @Override
    public void endOfCharacters() {}

    @Override
    public boolean full() {
      return false;
    }
  }
}
