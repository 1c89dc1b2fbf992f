package dev.melme.api.workspace;

import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.workspace.SearchCondition.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody searches for: conditions that must all hold.
 *
 * <pre>
 * invoice "next week" from:anna -newsletter has:attachment after:2026-01-01 in:all
 * </pre>
 *
 * <p>Conditions are separated by white space, in any order:
 *
 * <ul>
 *   <li>{@code word}, {@code "words in a row"}: in subject, correspondents, attachment names or
 *       text. One that is itself several words, such as {@code anna@acme.example} or {@code 10:30},
 *       means these in a row. One without any letter or digit, such as {@code &}, is passed over.
 *   <li>{@code from: to: subject:} and a word or {@code "words in a row"}; {@code to:} looks into
 *       Cc too
 *   <li>{@code alias:} and {@code support@acme.example}, {@code support}, {@code @acme.example} or
 *       {@code *@acme.example}: how a message came in, exactly
 *   <li>{@code label:} and a name, {@code has:attachment}, {@code is:unread}, {@code is:read},
 *       {@code is:flagged}
 *   <li>{@code before:2026-01-31} ends and {@code after:2026-01-31} begins when that day begins in
 *       UTC: the moment itself is after
 *   <li>{@code in:inbox}, {@code in:archive}, {@code in:sent}, {@code in:trash} or {@code in:all},
 *       once; without it everywhere but in the trash
 *   <li>{@code -} directly before any of them, other than {@code in:}, for what must not be
 * </ul>
 *
 * <p>Nothing depends on case, accents or the form that characters are written in. Operators are
 * not: three or more letters, a colon and text directly behind it, when they are no known operator,
 * are an error, because the search would find nothing; {@code https://acme.example}, {@code 10:30},
 * {@code Re:}, {@code Fwd:report} and {@code mailto:anna} are words. Quotes make words of
 * everything.
 *
 * <p>Immutable. Two queries are equal when they have the same conditions in the same order.
 */
public final class SearchQuery {

  /** The longest query, in characters. */
  public static final int MAX_LENGTH = 1_000;

  /** The most conditions of a query; {@code in:} is none. */
  public static final int MAX_CONDITIONS = 32;

  /** Where a query looks that does not say. */
  static final Set<Folder> NOT_TRASH = Set.of(Folder.INBOX, Folder.ARCHIVE, Folder.SENT);

  private static final SearchQuery EVERYTHING = new SearchQuery(List.of(), NOT_TRASH);

  private final List<SearchCondition> conditions;
  private final Set<Folder> folders;

  SearchQuery(List<SearchCondition> conditions, Set<Folder> folders) {
    this.conditions = List.copyOf(conditions);
    this.folders = Set.copyOf(folders);
  }

  /**
   * Reads a query.
   *
   * @param text what somebody typed; blank finds everything but what is in the trash
   * @return the query; a condition that comes twice is there once
   * @throws SearchQueryException when the text is not a query; says why, where and what to do
   */
  public static SearchQuery parse(String text) {
    Objects.requireNonNull(text, "text");
    return text.isBlank() ? EVERYTHING : new SearchQueryParser(text).parse();
  }

  /**
   * Makes one phrase of a text, or one value behind an operator, whatever it holds.
   *
   * <pre>
   * SearchQuery.parse("from:" + SearchQuery.quoted(field.text()))
   * </pre>
   *
   * @param text any text
   * @return the text in quotes, with a backslash before each quote and backslash
   */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || QueryCharacters.isQuote(c)) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /**
   * All conditions, excluded ones among them.
   *
   * @return in the order they were written, each once, at most {@value #MAX_CONDITIONS}
   */
  public List<SearchCondition> conditions() {
    return conditions;
  }

  /**
   * In which folders to look.
   *
   * @return at least one; all but the trash when the query does not say
   */
  public Set<Folder> folders() {
    return folders;
  }

  /**
   * The words that must be there.
   *
   * @return as they were written
   */
  public List<String> words() {
    return values(Kind.WORD);
  }

  /**
   * The phrases that must be there.
   *
   * @return without quotes
   */
  public List<String> phrases() {
    return values(Kind.PHRASE);
  }

  /**
   * What must be in the From field.
   *
   * @return without quotes
   */
  public List<String> from() {
    return values(Kind.FROM);
  }

  /**
   * What must be in the To or Cc field.
   *
   * @return without quotes
   */
  public List<String> to() {
    return values(Kind.TO);
  }

  /**
   * What must be in the subject.
   *
   * @return without quotes
   */
  public List<String> subject() {
    return values(Kind.SUBJECT);
  }

  /**
   * Through what the message must have come in.
   *
   * @return canonical, see {@link Kind#ALIAS}
   */
  public List<String> aliases() {
    return values(Kind.ALIAS);
  }

  /**
   * The labels that it must have.
   *
   * @return each once
   */
  public List<Label> labels() {
    return required(Kind.LABEL).map(Label::of).toList();
  }

  /**
   * Tells whether it must have an attachment.
   *
   * @return true for {@code has:attachment}
   */
  public boolean hasAttachment() {
    return required(Kind.HAS_ATTACHMENT).findAny().isPresent();
  }

  /**
   * Tells whether it must be unread.
   *
   * @return true for {@code is:unread}
   */
  public boolean unread() {
    return required(Kind.UNREAD).findAny().isPresent();
  }

  /**
   * Tells whether it must be flagged.
   *
   * @return true for {@code is:flagged}
   */
  public boolean flagged() {
    return required(Kind.FLAGGED).findAny().isPresent();
  }

  /**
   * The moment before which it must have been received.
   *
   * @return the earliest of all {@code before:}, exclusive
   */
  public Optional<Instant> before() {
    return days(Kind.BEFORE).min(Comparator.naturalOrder());
  }

  /**
   * The moment from which on it must have been received.
   *
   * @return the latest of all {@code after:}, inclusive
   */
  public Optional<Instant> after() {
    return days(Kind.AFTER).max(Comparator.naturalOrder());
  }

  /**
   * What must not be.
   *
   * @return the excluded ones of {@link #conditions()}
   */
  public List<SearchCondition> excluded() {
    return conditions.stream().filter(SearchCondition::excluded).toList();
  }

  private List<String> values(Kind kind) {
    return required(kind).toList();
  }

  private Stream<Instant> days(Kind kind) {
    return required(kind).map(day -> LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private Stream<String> required(Kind kind) {
    return conditions.stream()
        .filter(condition -> condition.kind() == kind && !condition.excluded())
        .map(SearchCondition::value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SearchQuery that
        && folders.equals(that.folders)
        && conditions.equals(that.conditions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(conditions, folders);
  }

  /**
   * The query in canonical form: one space between conditions, operators in lower case, quotes only
   * where they are needed, {@code in:} last.
   *
   * @return a text that {@link #parse(String)} reads as this query
   */
  @Override
  public String toString() {
    Stream<String> written = conditions.stream().map(SearchCondition::toString);
    return String.join(" ", Stream.concat(written, writtenFolders()).toList());
  }

  private Stream<String> writtenFolders() {
    if (folders.equals(NOT_TRASH)) {
      return Stream.empty();
    }
    String word = folders.size() > 1 ? "all" : folders.iterator().next().name();
    return Stream.of("in:" + word.toLowerCase(Locale.ROOT));
  }
}
