package dev.melme.core.search;

/**
 * Reads the words of a text in their order, folded as {@link SearchAnalyzer} folds them: what
 * phrases are compared by, where terms only say what is somewhere.
 *
 * <p>Not thread-safe; the receiver sees each word during its call.
 */
final class WordSequence {

  private final WordFolder.Words words;
  private final WordFolder folder;
  private final StringBuilder plain = new StringBuilder();

  WordSequence(WordFolder.Words words) {
    this.words = words;
    this.folder = new WordFolder(words);
  }

  void read(CharSequence text) {
    int length = text.length();
    int i = 0;
    while (i < length && !words.full()) {
      int end = i;
      plain.setLength(0);
      while (end < length && text.charAt(end) < 128 && WordFolder.isAsciiWord(text.charAt(end))) {
        char c = text.charAt(end++);
        plain.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
      if (end < length && text.charAt(end) >= 128 && WordFolder.isWordPart(text, end)) {
        i = folder.add(text, i, end);
      } else {
        if (plain.length() > 0) {
          words.word(plain);
        }
        i = end + 1;
      }
    }
  }
}
