package dev.melme.core.search;

import dev.melme.api.workspace.SearchCondition;
import dev.melme.api.workspace.SearchQuery;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The terms that a message must have to be found by a query: what a store looks up in its index.
 *
 * <p>They come from words, phrases, {@code from:}, {@code to:} and {@code subject:}, as all of
 * these are part of {@link dev.melme.api.MessageIndex#searchTerms()}. They say what a message must
 * have, not that it is found: order and field are left to {@link QueryMatcher}, which asks for the
 * same terms, so that the result is the same with and without an index.
 *
 * <p>A message has at most {@value SearchAnalyzer#MAX_TERMS} terms. What a longer one says beyond
 * them is not found, neither by a store's index nor by the matcher.
 *
 * <p>A single character of a script without spaces (CJK, Thai) is inside of pairs, which are the
 * terms of a message, and so requires none. A query of nothing else is matched against each message
 * in turn.
 *
 * @param required distinct terms, at most {@value #MAX}; empty when any message may match
 */
public record QueryTerms(List<String> required) {

  /** The most terms of a query; of more, the longest are taken, which are the rarest. */
  public static final int MAX = 64;

  /** Copies the terms. */
  public QueryTerms {
    required = List.copyOf(required);
  }

  /**
   * Derives the terms of a query; excluded conditions require none.
   *
   * @param query the query
   * @return its terms in the order of their first occurrence
   */
  public static QueryTerms of(SearchQuery query) {
    Set<String> terms = new LinkedHashSet<>();
    for (SearchCondition condition : query.conditions()) {
      if (!condition.excluded() && isText(condition)) {
        terms.addAll(ofValue(condition.value()));
      }
    }
    if (terms.size() <= MAX) {
      return new QueryTerms(List.copyOf(terms));
    }
    Set<String> longest =
        new LinkedHashSet<>(
            terms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MAX)
                .toList());
    return new QueryTerms(terms.stream().filter(longest::contains).toList());
  }

  static boolean isText(SearchCondition condition) {
    return switch (condition.kind()) {
      case WORD, PHRASE, FROM, TO, SUBJECT -> true;
      default -> false;
    };
  }

  /** All terms of one value, other than those of single characters. */
  static List<String> ofValue(String value) {
    Set<String> terms = new LinkedHashSet<>(split(SearchAnalyzer.analyze(value)));
    QueryWords words = QueryWords.of(value);
    for (int i = 0; i < words.items().size(); i++) {
      if (words.single(i)) {
        terms.remove(SearchAnalyzer.analyze(words.items().get(i).text()));
      }
    }
    return List.copyOf(terms);
  }

  private static List<String> split(String terms) {
    return Stream.of(terms.split(" ", -1)).filter(term -> !term.isEmpty()).toList();
  }
}
