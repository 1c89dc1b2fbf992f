package dev.melme.api.workspace;

import dev.melme.api.InvalidValueException;
import java.util.Objects;

/**
 * Thrown when a text is not a search query; says what is wrong, where, and what to do.
 *
 * <p>The message repeats nothing of the query, so that it can be logged.
 */
public final class SearchQueryException extends InvalidValueException {

  private static final long serialVersionUID = 1L;

  /**
   * What is wrong with a query, for hosts that say it in their own words.
   *
   * <p>Later versions may add constants: give a {@code switch} a default.
   */
  public enum Defect {
    /** More than {@value SearchQuery#MAX_LENGTH} characters. */
    TOO_LONG,
    /** More than {@value SearchQuery#MAX_CONDITIONS} conditions. */
    TOO_MANY_CONDITIONS,
    /** A quote that is opened and never closed. */
    UNCLOSED_QUOTE,
    /** Text directly behind a closing quote. */
    MISSING_SPACE,
    /** Something like {@code form:anna}. */
    UNKNOWN_OPERATOR,
    /** An operator with nothing directly behind its colon, or with empty quotes. */
    EMPTY_VALUE,
    /** A colon with nothing before it. */
    LONE_COLON,
    /** A value that the operator does not know. */
    UNKNOWN_VALUE,
    /** A date that is no day written {@code YYYY-MM-DD}. */
    BAD_DATE,
    /** An {@code alias:} that no address, domain or local part can be. */
    BAD_ALIAS,
    /** A {@code label:} that no label can be. */
    BAD_LABEL,
    /** Nothing but punctuation or symbols where there must be a letter or a digit. */
    NOTHING_TO_FIND,
    /** An operator that cannot have {@code -} before it. */
    NOT_EXCLUDABLE,
    /** An operator that may only be there once. */
    REPEATED
  }

  /** What is wrong. */
  private final Defect defect;

  /** Where. */
  private final int position;

  /** What to do. */
  private final String remedy;

  /**
   * Creates the exception.
   *
   * @param defect what is wrong
   * @param position index of the first {@code char} of the query that is wrong
   * @param problem what is wrong, a sentence without its full stop
   * @param remedy what to do, a sentence without its full stop
   */
  SearchQueryException(Defect defect, int position, String problem, String remedy) {
    super(problem + " at character " + (position + 1) + ". " + remedy);
    this.defect = Objects.requireNonNull(defect, "defect");
    this.position = position;
    this.remedy = remedy;
  }

  /**
   * Tells what is wrong.
   *
   * @return the first defect that was found
   */
  public Defect defect() {
    return defect;
  }

  /**
   * Tells where it is.
   *
   * @return the index of the first offending {@code char}, counted from 0; the length of the query
   *     when something is missing at its end
   */
  public int position() {
    return position;
  }

  /**
   * Tells what to do.
   *
   * @return an English sentence without its full stop, which repeats nothing of the query
   */
  public String remedy() {
    return remedy;
  }
}
