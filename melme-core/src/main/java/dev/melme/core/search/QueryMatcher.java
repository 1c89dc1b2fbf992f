package dev.melme.core.search;

import dev.melme.api.MessageIndex;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.workspace.SearchCondition;
import dev.melme.api.workspace.SearchQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a message is found by a query, the same on every store.
 *
 * <pre>
 * query --{@link QueryTerms}, {@link QueryFilter}--&gt; a store --&gt; candidates --QueryMatcher--&gt; found
 * </pre>
 *
 * <p>A condition about words holds when the message has all {@link QueryTerms} of it, and its words
 * stand in a row in one field. The first half makes a message that has more words than its index
 * holds be found or not whatever the store does; an excluded condition is its exact opposite.
 *
 * <p>Used by one thread, for any number of messages.
 */
public final class QueryMatcher {

  private final Set<Folder> folders;
  private final List<SearchCondition> plain = new ArrayList<>();
  private final List<TextCondition> texts = new ArrayList<>();
  private final PhraseFinder finder = new PhraseFinder();

  private record TextCondition(
      SearchCondition condition, List<String> terms, PhraseFinder.Phrase phrase) {}

  /**
   * Prepares a query.
   *
   * @param query what to find
   */
  public QueryMatcher(SearchQuery query) {
    folders = query.folders();
    for (SearchCondition condition : query.conditions()) {
      if (QueryTerms.isText(condition)) {
        texts.add(
            new TextCondition(
                condition,
                QueryTerms.ofValue(condition.value()),
                finder.add(QueryWords.of(condition.value()))));
      } else {
        plain.add(condition);
      }
    }
  }

  /**
   * Tells whether there is anything to decide: messages that a store found by the {@link
   * QueryTerms} and the {@link QueryFilter} of a query of plain words are found.
   *
   * @return false when such messages need not be read
   */
  public boolean needsMessage() {
    return texts.stream().anyMatch(text -> !isDecidedByItsTerm(text))
        || plain.stream().anyMatch(c -> c.excluded() || c.kind() == SearchCondition.Kind.ALIAS)
        || plain.size() > QueryFilter.MAX_LABELS;
  }

  /** One word that is one term: the message has it in a field when it has the term. */
  private static boolean isDecidedByItsTerm(TextCondition text) {
    SearchCondition condition = text.condition;
    return condition.kind() == SearchCondition.Kind.WORD
        && !condition.excluded()
        && text.terms.size() == 1
        && text.terms.get(0).equals(SearchAnalyzer.analyze(condition.value()));
  }

  /**
   * Decides about one message.
   *
   * @param message what is known of it
   * @return whether all conditions hold and the message lies where the query looks
   */
  public boolean matches(MessageFacts message) {
    return folders.contains(message.state().folder())
        && plain.stream().allMatch(c -> holds(c, message))
        && text(message);
  }

  private static boolean holds(SearchCondition condition, MessageFacts message) {
    String value = condition.value();
    boolean holds =
        switch (condition.kind()) {
          case ALIAS ->
              message.aliases().stream().anyMatch(alias -> AliasCondition.holds(value, alias));
          case LABEL -> message.state().labels().contains(Label.of(value));
          case HAS_ATTACHMENT -> !message.index().attachments().isEmpty();
          case UNREAD -> !message.state().seen();
          case FLAGGED -> message.state().flagged();
          case BEFORE -> message.receivedAt().isBefore(beginningOf(value));
          case AFTER -> !message.receivedAt().isBefore(beginningOf(value));
          case WORD, PHRASE, FROM, TO, SUBJECT ->
              throw new IllegalStateException("Conditions about words are matched in text()");
        };
    return holds != condition.excluded();
  }

  private static Instant beginningOf(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Most messages differ by their terms already: their text need not be read. */
  private boolean text(MessageFacts message) {
    MessageIndex index = message.index();
    List<TextCondition> open = new ArrayList<>();
    for (TextCondition text : texts) {
      if (hasTerms(index.searchTerms(), text.terms)) {
        open.add(text);
      } else if (!text.condition.excluded()) {
        return false;
      }
    }
    for (MessageField field : open.isEmpty() ? List.<MessageField>of() : MessageField.of(index)) {
      finder.read(field.text());
      for (int i = open.size() - 1; i >= 0; i--) {
        SearchCondition condition = open.get(i).condition;
        if (field.isAskedBy(condition.kind()) && finder.holds(open.get(i).phrase)) {
          if (condition.excluded()) {
            return false;
          }
          open.remove(i);
        }
      }
      if (open.isEmpty()) {
        return true;
      }
    }
    return open.stream().allMatch(text -> text.condition.excluded());
  }

  private static boolean hasTerms(String terms, List<String> wanted) {
    return wanted.stream().allMatch(term -> hasTerm(terms, term));
  }

  private static boolean hasTerm(String terms, String wanted) {
    for (int at = terms.indexOf(wanted); at >= 0; at = terms.indexOf(wanted, at + 1)) {
      int end = at + wanted.length();
      boolean begins = at == 0 || terms.charAt(at - 1) == ' ';
      if (begins && (end == terms.length() || terms.charAt(end) == ' ')) {
        return true;
      }
    }
    return false;
  }
}
