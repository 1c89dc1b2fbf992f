package dev.melme.api.workspace;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may stand before a colon. */
enum SearchOperator {
  FROM,
  TO,
  SUBJECT,
  ALIAS,
  LABEL,
  HAS,
  IS,
  BEFORE,
  AFTER,
  IN;

  private static final int MAX_NAME = 20;

  /** What other programs call them, or have in their place. */
  private static final Map<String, SearchOperator> ELSEWHERE =
      Map.ofEntries(
          Map.entry("sender", FROM),
          Map.entry("cc", TO),
          Map.entry("bcc", TO),
          Map.entry("recipient", TO),
          Map.entry("title", SUBJECT),
          Map.entry("subj", SUBJECT),
          Map.entry("deliveredto", ALIAS),
          Map.entry("list", ALIAS),
          Map.entry("tag", LABEL),
          Map.entry("category", LABEL),
          Map.entry("attachment", HAS),
          Map.entry("filename", HAS),
          Map.entry("older", BEFORE),
          Map.entry("until", BEFORE),
          Map.entry("newer", AFTER),
          Map.entry("since", AFTER),
          Map.entry("folder", IN),
          Map.entry("mailbox", IN));

  /** Written with text directly behind the colon, and not meant as an operator. */
  private static final Set<String> WORDS =
      Set.of(
          "fwd", "antw", "antwort", "res", "ref", "rif", "odp", "odg", "ynt", "enc", "bls", "atb",
          "ilt", "http", "https", "ftp", "mailto", "tel", "sip", "urn", "cid", "mid", "data");

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable SearchOperator of(String name) {
    for (SearchOperator operator : values()) {
      if (operator.name().equalsIgnoreCase(name)) {
        return operator;
      }
    }
    return null;
  }

  /**
   * Whether a name that is no operator was probably meant as one. Two letters are not enough: they
   * are reply prefixes, drives and hexadecimal digits.
   */
  static boolean looksMeant(String name, char behindColon) {
    String folded = name.toLowerCase(Locale.ROOT);
    boolean value =
        Character.isLetterOrDigit(behindColon)
            || Character.isSurrogate(behindColon)
            || QueryCharacters.isQuote(behindColon)
            || behindColon == '@'
            || behindColon == '*';
    return value
        && name.length() <= MAX_NAME
        && !WORDS.contains(folded)
        && (name.length() > 2 || ELSEWHERE.containsKey(folded));
  }

  /** The operator that takes the fewest changes of a letter. */
  static SearchOperator nearest(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    SearchOperator known = ELSEWHERE.get(folded);
    if (known != null) {
      return known;
    }
    SearchOperator nearest = FROM;
    int fewest = Integer.MAX_VALUE;
    for (SearchOperator operator : values()) {
      int changes = changes(folded, operator.word());
      if (changes < fewest) {
        nearest = operator;
        fewest = changes;
      }
    }
    return nearest;
  }

  /** Letters put in, left out, replaced, or swapped with the next one. */
  private static int changes(String from, String to) {
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        int replaced = least[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        least[i][j] = Math.min(replaced, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          least[i][j] = Math.min(least[i][j], 1 + least[i - 2][j - 2]);
        }
      }
    }
    return least[from.length()][to.length()];
  }
}
