package dev.melme.api.workspace;

import dev.melme.api.mailbox.Folder;
import dev.melme.api.workspace.SearchCondition.Kind;
import dev.melme.api.workspace.SearchQueryException.Defect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one query from left to right; used once. */
final class SearchQueryParser {

  private final String text;
  private final Set<SearchCondition> conditions = new LinkedHashSet<>();
  private @Nullable Set<Folder> folders;
  private int at;
  private int passedOver = -1;

  SearchQueryParser(String text) {
    this.text = text;
  }

  SearchQuery parse() {
    if (text.length() > SearchQuery.MAX_LENGTH) {
      throw new SearchQueryException(
          Defect.TOO_LONG,
          SearchQuery.MAX_LENGTH,
          "The query is too long",
          "Use at most " + SearchQuery.MAX_LENGTH + " characters");
    }
    skipSpace();
    while (at < text.length()) {
      readCondition();
      skipSpace();
    }
    if (conditions.isEmpty() && folders == null && passedOver >= 0) {
      throw nothingToFind(passedOver);
    }
    return new SearchQuery(
        new ArrayList<>(conditions), folders == null ? SearchQuery.NOT_TRASH : folders);
  }

  private void readCondition() {
    int start = at;
    boolean excluded = text.charAt(at) == '-' && at + 1 < text.length() && !isSpace(at + 1);
    if (excluded) {
      at++;
    }
    if (QueryCharacters.isQuote(text.charAt(at))) {
      int quote = at;
      String phrase = readQuoted();
      requireWord(phrase, quote + 1);
      add(Kind.PHRASE, phrase, excluded, start);
      return;
    }
    int colon = endOfName();
    SearchOperator operator = isColon(colon) ? SearchOperator.of(text.substring(at, colon)) : null;
    if (operator != null) {
      readOperator(operator, colon + 1, excluded, start);
    } else {
      refuseStrayColon(colon);
      readWord(excluded, start);
    }
  }

  private void readWord(boolean excluded, int start) {
    String word = readPlain();
    if (QueryCharacters.hasWord(word)) {
      add(Kind.WORD, word, excluded, start);
    } else if (passedOver < 0) {
      passedOver = start;
    }
  }

  /** A colon with nothing before it, or behind a name that nobody knows. */
  private void refuseStrayColon(int colon) {
    if (!isColon(colon)) {
      return;
    }
    boolean last = colon + 1 >= text.length() || isSpace(colon + 1);
    if (colon == at) {
      boolean valueWithoutName =
          last
              || Character.isLetterOrDigit(text.codePointAt(colon + 1))
              || QueryCharacters.isQuote(text.charAt(colon + 1));
      if (valueWithoutName) {
        throw new SearchQueryException(
            Defect.LONE_COLON,
            colon,
            "There is a colon with nothing before it",
            "Write an operator such as from: directly before it, or remove it");
      }
      return;
    }
    String name = text.substring(at, colon);
    if (!last && SearchOperator.looksMeant(name, text.charAt(colon + 1))) {
      throw new SearchQueryException(
          Defect.UNKNOWN_OPERATOR,
          at,
          "There is an unknown operator",
          "Did you mean "
              + SearchOperator.nearest(name).word()
              + ":? To search for the text itself, put it in quotes");
    }
  }

  private void readOperator(SearchOperator operator, int valueStart, boolean excluded, int start) {
    at = valueStart;
    if (at >= text.length() || isSpace(at)) {
      throw emptyValue(operator, valueStart);
    }
    boolean quoted = QueryCharacters.isQuote(text.charAt(at));
    String value = quoted ? readQuoted() : readPlain();
    if (value.isBlank()) {
      throw emptyValue(operator, valueStart);
    }
    int where = quoted ? valueStart + 1 : valueStart;
    switch (operator) {
      case FROM -> addWords(Kind.FROM, value, excluded, start, where);
      case TO -> addWords(Kind.TO, value, excluded, start, where);
      case SUBJECT -> addWords(Kind.SUBJECT, value, excluded, start, where);
      case ALIAS -> add(Kind.ALIAS, SearchValues.alias(value, where), excluded, start);
      case LABEL -> add(Kind.LABEL, SearchValues.label(value, where), excluded, start);
      case HAS ->
          add(Kind.HAS_ATTACHMENT, SearchValues.oneOf(value, where, "attachment"), excluded, start);
      case IS ->
          addState(SearchValues.oneOf(value, where, "unread", "read", "flagged"), excluded, start);
      // What is not before a moment is after it, the moment included.
      case BEFORE ->
          add(excluded ? Kind.AFTER : Kind.BEFORE, SearchValues.day(value, where), false, start);
      case AFTER ->
          add(excluded ? Kind.BEFORE : Kind.AFTER, SearchValues.day(value, where), false, start);
      case IN -> setFolders(SearchValues.folders(value, where), excluded, start);
    }
  }

  private void addWords(Kind kind, String value, boolean excluded, int start, int where) {
    requireWord(value, where);
    add(kind, value, excluded, start);
  }

  private void addState(String state, boolean excluded, int start) {
    switch (state) {
      case "read" -> add(Kind.UNREAD, "unread", !excluded, start);
      case "unread" -> add(Kind.UNREAD, state, excluded, start);
      default -> add(Kind.FLAGGED, state, excluded, start);
    }
  }

  private void setFolders(Set<Folder> wanted, boolean excluded, int start) {
    if (excluded) {
      throw new SearchQueryException(
          Defect.NOT_EXCLUDABLE,
          start,
          "There is a - before in:",
          "Write in:inbox, in:archive, in:sent, in:trash or in:all for the place to look in");
    }
    if (folders != null && !folders.equals(wanted)) {
      throw new SearchQueryException(
          Defect.REPEATED, start, "There is a second in:", "Keep one of them, or write in:all");
    }
    folders = wanted;
  }

  private void add(Kind kind, String value, boolean excluded, int start) {
    conditions.add(new SearchCondition(kind, value, excluded));
    if (conditions.size() > SearchQuery.MAX_CONDITIONS) {
      throw new SearchQueryException(
          Defect.TOO_MANY_CONDITIONS,
          start,
          "There are too many conditions",
          "Use at most " + SearchQuery.MAX_CONDITIONS + "; words in quotes count as one");
    }
  }

  /** Reads up to the closing quote; a backslash makes a quote or a backslash plain. */
  private String readQuoted() {
    int opening = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && !QueryCharacters.isQuote(text.charAt(at))) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length() && isEscapable(text.charAt(at))) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    if (at >= text.length()) {
      throw new SearchQueryException(
          Defect.UNCLOSED_QUOTE, opening, "A quote is opened", "Close it, or remove it");
    }
    at++;
    if (at < text.length() && !isSpace(at)) {
      throw new SearchQueryException(
          Defect.MISSING_SPACE,
          at,
          "There is text directly behind a closing quote",
          "Put a space between them");
    }
    return value.toString();
  }

  private static boolean isEscapable(char c) {
    return c == '\\' || QueryCharacters.isQuote(c);
  }

  private String readPlain() {
    int start = at;
    while (at < text.length() && !isSpace(at)) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(at)) {
      at++;
    }
  }

  private int endOfName() {
    int end = at;
    while (end < text.length() && QueryCharacters.isAsciiLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean isColon(int index) {
    return index < text.length() && text.charAt(index) == ':';
  }

  /** No space is outside of the BMP. */
  private boolean isSpace(int index) {
    return QueryCharacters.isSpace(text.charAt(index));
  }

  private static void requireWord(String value, int position) {
    if (!QueryCharacters.hasWord(value)) {
      throw nothingToFind(position);
    }
  }

  private static SearchQueryException nothingToFind(int position) {
    return new SearchQueryException(
        Defect.NOTHING_TO_FIND,
        position,
        "There is no letter and no digit",
        "Write a word: punctuation and symbols are not searched");
  }

  private static SearchQueryException emptyValue(SearchOperator operator, int position) {
    return new SearchQueryException(
        Defect.EMPTY_VALUE,
        position,
        "Nothing stands behind " + operator.word() + ":",
        "Write what to look for directly behind the colon, or put the word in quotes");
  }
}
