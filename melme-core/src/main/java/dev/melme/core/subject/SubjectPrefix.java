package dev.melme.core.subject;

import java.util.Set;

/** The prefixes that mail programs put before a subject, in the languages they are sold in. */
final class SubjectPrefix {

  private static final int MAX_WORD = 16;
  private static final int MAX_COUNTER = 40;

  /** Case folded, in NFKC. Only what is followed by a colon is a prefix, so short ones are safe. */
  private static final Set<String> REPLY =
      Set.of(
          "re", // English and most others
          "aw", // German
          "antw", // Dutch, German
          "antwort", "sv", // Swedish, Danish, Norwegian, Icelandic
          "vs", // Finnish; in Danish and Norwegian a forward
          "ref", // Portuguese, French
          "réf", "rép", "res", // Portuguese
          "resp", // Spanish
          "r", // Italian
          "rif", "odp", // Polish, Czech, Slovak
          "odg", // Slovene, Croatian
          "vá", // Hungarian
          "ynt", // Turkish
          "bls", // Indonesian
          "atb", // Welsh, Latvian
          "ats", // Lithuanian
          "отв", // Russian
          "ответ", "відп", // Ukrainian
          "απ", // Greek
          "σχετ", "השב", // Hebrew
          "תשובה", "رد", // Arabic
          "回复", // Chinese, simplified
          "答复", "回覆", // Chinese, traditional
          "答覆", "返信", // Japanese
          "회신", // Korean
          "답장");

  private static final Set<String> FORWARD =
      Set.of(
          "fwd", // English and most others
          "fw",
          "wg", // German
          "doorst", // Dutch
          "vb", // Swedish
          "fs", // Icelandic
          "vl", // Finnish
          "tr", // French
          "rv", // Spanish
          "enc", // Portuguese
          "i", // Italian
          "pd", // Polish
          "tov", // Hungarian
          "továbbítás",
          "ilt", // Turkish
          "trs", // Indonesian
          "yml", // Welsh
          "пересл", // Russian
          "πρθ", // Greek
          "הועבר", // Hebrew
          "إعادة توجيه", // Arabic
          "转发", // Chinese, simplified
          "轉寄", // Chinese, traditional
          "轉發",
          "転送", // Japanese
          "전달"); // Korean

  private SubjectPrefix() {}

  /**
   * The index behind the prefix at {@code from}: a known word, a counter perhaps ({@code [2]},
   * {@code (3)}, {@code ^2}, {@code *2}; RFC 5256 has any tag there) and a colon.
   *
   * @return {@code from} when there is none
   */
  static int end(String text, int from, int to) {
    int wordEnd = wordEnd(text, from, to);
    String word = text.substring(from, wordEnd).stripTrailing();
    if (!REPLY.contains(word) && !FORWARD.contains(word)) {
      return from;
    }
    int colon = skipSpace(text, counterEnd(text, wordEnd, to), to);
    return colon < to && text.charAt(colon) == ':' ? colon + 1 : from;
  }

  /** Whether the prefix that begins at {@code from} says that this is an answer. */
  static boolean answers(String text, int from, int to) {
    return REPLY.contains(text.substring(from, wordEnd(text, from, to)).stripTrailing());
  }

  private static int wordEnd(String text, int from, int to) {
    int wordEnd = from;
    while (wordEnd < to
        && wordEnd - from <= MAX_WORD
        && ":[(^*".indexOf(text.charAt(wordEnd)) < 0) {
      wordEnd++;
    }
    return wordEnd;
  }

  private static int counterEnd(String text, int from, int to) {
    char c = from < to ? text.charAt(from) : ':';
    if (c == '[') {
      return tagEnd(text, from, Math.min(to, from + MAX_COUNTER));
    }
    if (c == ':') {
      return from;
    }
    int i = from + 1;
    while (i < to && i - from < MAX_COUNTER && Character.isDigit(text.charAt(i))) {
      i++;
    }
    return c == '(' && i < to && text.charAt(i) == ')' ? i + 1 : i;
  }

  private static int skipSpace(String text, int from, int to) {
    return from < to && text.charAt(from) == ' ' ? from + 1 : from;
  }

  /**
   * The index behind a tag in brackets that holds no bracket itself.
   *
   * @return {@code from} when there is none
   */
  static int tagEnd(String text, int from, int to) {
    if (text.charAt(from) != '[') {
      return from;
    }
    for (int i = from + 1; i < to; i++) {
      char c = text.charAt(i);
      if (c == ']') {
        return i + 1;
      }
      if (c == '[') {
        return from;
      }
    }
    return from;
  }
}
