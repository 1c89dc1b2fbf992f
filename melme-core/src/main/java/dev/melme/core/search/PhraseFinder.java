package dev.melme.core.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the phrases of one query in the fields of a message. Not thread-safe.
 *
 * <p>Each word of the query gets a number, and a text becomes the numbers of its words, 0 for those
 * that nobody asks for: a text is read once, whatever the number of phrases, and compared by
 * numbers.
 */
final class PhraseFinder {

  private static final int FIRST_SIZE = 256;

  private final Map<String, Integer> numbers = new HashMap<>();

  /** Which first characters the words of the query have: most words of a text have another. */
  private final boolean[] begins = new boolean[256];

  private final WordSequence sequence = new WordSequence(new Numbering());
  private int[] text = new int[FIRST_SIZE];
  private boolean[] attached = new boolean[FIRST_SIZE];
  private int length;

  /** A phrase as numbers. */
  static final class Phrase {

    private final int[] words;
    private final boolean[] attached;

    private Phrase(int[] words, boolean[] attached) {
      this.words = words;
      this.attached = attached;
    }
  }

  Phrase add(QueryWords words) {
    List<QueryWords.Item> items = words.items();
    int[] wanted = new int[items.size()];
    boolean[] joined = new boolean[items.size()];
    for (int i = 0; i < wanted.length; i++) {
      String word = items.get(i).text();
      wanted[i] = numbers.computeIfAbsent(word, unseen -> numbers.size() + 1);
      joined[i] = items.get(i).attached();
      begins[word.charAt(0) & 0xff] = true;
    }
    return new Phrase(wanted, joined);
  }

  /** Makes this the text that {@link #holds} is about. */
  void read(CharSequence field) {
    length = 0;
    sequence.read(field);
  }

  /** Whether the words of the phrase stand in the text in a row. An empty phrase is nowhere. */
  boolean holds(Phrase phrase) {
    int size = phrase.words.length;
    for (int i = 0; size > 0 && i + size <= length; i++) {
      if (standsAt(phrase, i)) {
        return true;
      }
    }
    return false;
  }

  /** Characters that are attached in the query are so in the text: the pair is its term. */
  private boolean standsAt(Phrase phrase, int start) {
    for (int i = 0; i < phrase.words.length; i++) {
      if (text[start + i] != phrase.words[i] || (phrase.attached[i] && !attached[start + i])) {
        return false;
      }
    }
    return true;
  }

  private final class Numbering implements WordFolder.Words {

    private final StringBuilder single = new StringBuilder(2);

    @Override
    public void word(StringBuilder word) {
      append(word, false);
    }

    @Override
    public void character(int codePoint, int previous) {
      single.setLength(0);
      append(single.appendCodePoint(codePoint), previous != 0);
    }

    private void append(StringBuilder word, boolean follows) {
      if (length == text.length) {
        text = Arrays.copyOf(text, 2 * length);
        attached = Arrays.copyOf(attached, 2 * length);
      }
      text[length] = begins[word.charAt(0) & 0xff] ? numbers.getOrDefault(word.toString(), 0) : 0;
      attached[length++] = follows;
    }

    @Override
    public void endOfCharacters() {}

    @Override
    public boolean full() {
      return false;
    }
  }
}
