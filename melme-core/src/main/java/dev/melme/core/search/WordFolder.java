package dev.melme.core.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/**
 * Folds a run of letters that are not all ASCII, and cuts it into words.
 *
 * <ol>
 *   <li>NFKD: full-width forms, ligatures and composed letters fall apart.
 *   <li>Marks that any script may carry (script INHERITED or the points of Arabic and Hebrew) are
 *       stripped: accents, harakat. Vowel signs that belong to a script (Devanagari, Thai) and the
 *       kana voicing marks make other letters and stay.
 *   <li>NFC, so that Hangul syllables and voiced kana are one character again.
 *   <li>Case folding by character, without any locale; {@code ß} is {@code ss}.
 *   <li>Where no spaces separate words (Han, kana, Hangul; Thai, Lao, Khmer, Burmese) each
 *       character is told by itself, other runs are one word each.
 * </ol>
 */
final class WordFolder {

  /** What becomes of a folded run. */
  interface Words {

    /**
     * A word of a script with spaces, or of digits.
     *
     * @param word folded, not empty; valid during the call
     */
    void word(StringBuilder word);

    /**
     * A character of a script without spaces.
     *
     * @param codePoint folded
     * @param previous the one directly before it in the text, 0 when there is none
     */
    void character(int codePoint, int previous);

    /** The last run of such characters is over, when there was one. */
    void endOfCharacters();

    /** Whether nobody wants more. */
    boolean full();
  }

  /** Runs are cut into pieces of this size, so that a giant word costs bounded memory. */
  private static final int MAX_RUN = 4096;

  private final Words words;
  private final StringBuilder word = new StringBuilder();

  WordFolder(Words words) {
    this.words = words;
  }

  /** Whether the character at i belongs to a word: letters, digits, marks, joiners, soft hyphen. */
  static boolean isWordPart(CharSequence text, int i) {
    int cp = Character.codePointAt(text, i);
    if (Character.isLowSurrogate(text.charAt(i)) && i > 0) {
      cp = Character.codePointBefore(text, i + 1);
    }
    return Character.isLetterOrDigit(cp) || isMark(cp) || isIgnored(cp);
  }

  /**
   * Adds the terms of the run that begins at {@code start}.
   *
   * @param known the run is known to reach this index
   * @return the index after the run
   */
  int add(CharSequence text, int start, int known) {
    int end = known;
    int bound = Math.min(text.length(), start + MAX_RUN);
    while (end < bound && inRun(text, end)) {
      end++;
    }
    if (end == start) {
      end++;
    }
    if (end < text.length() && Character.isLowSurrogate(text.charAt(end)) && end - 1 > start) {
      end--;
    }
    fold(text.subSequence(start, end).toString());
    return end;
  }

  private static boolean inRun(CharSequence text, int i) {
    char c = text.charAt(i);
    return c < 128 ? isAsciiWord(c) : isWordPart(text, i);
  }

  private void fold(String run) {
    String apart = Normalizer.normalize(run, Normalizer.Form.NFKD);
    StringBuilder kept = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); ) {
      int cp = apart.codePointAt(i);
      i += Character.charCount(cp);
      if (!isIgnored(cp) && !(isMark(cp) && isOptional(cp))) {
        kept.appendCodePoint(cp);
      }
    }
    cut(Normalizer.normalize(kept, Normalizer.Form.NFC));
  }

  /** Cuts the folded run where scripts without spaces begin or end, and at punctuation of NFKD. */
  private void cut(String run) {
    int previous = 0;
    for (int i = 0; i < run.length() && !words.full(); ) {
      int cp = run.codePointAt(i);
      i += Character.charCount(cp);
      if (isUnspaced(cp)) {
        endWord();
        words.character(cp, previous);
        previous = cp;
        continue;
      }
      words.endOfCharacters();
      previous = 0;
      if (Character.isLetterOrDigit(cp) || isMark(cp)) {
        appendFolded(cp);
      } else {
        endWord();
      }
    }
    words.endOfCharacters();
    endWord();
  }

  private void appendFolded(int cp) {
    if (cp == 0xdf || cp == 0x1e9e) {
      word.append("ss");
    } else {
      word.appendCodePoint(Character.toLowerCase(Character.toUpperCase(cp)));
    }
  }

  private void endWord() {
    if (word.length() > 0) {
      words.word(word);
      word.setLength(0);
    }
  }

  static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isMark(int cp) {
    int type = Character.getType(cp);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isOptional(int cp) {
    if (cp == 0x3099 || cp == 0x309a) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(cp);
    return script == UnicodeScript.INHERITED
        || script == UnicodeScript.ARABIC
        || script == UnicodeScript.HEBREW
        || script == UnicodeScript.CYRILLIC;
  }

  /** Soft hyphen, zero-width (non-)joiner, word joiner, variation selectors: not part of a word. */
  private static boolean isIgnored(int cp) {
    return cp == 0xad || (cp >= 0x200b && cp <= 0x200d) || cp == 0x2060 || cp == 0xfeff;
  }

  private static boolean isUnspaced(int cp) {
    if (cp < 0xe00) {
      return false;
    }
    if (cp == 0x30fc) {
      return true;
    }
    return switch (UnicodeScript.of(cp)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
