package dev.melme.api.workspace;

import java.util.Objects;

/**
 * One condition of a {@link SearchQuery}. All conditions of a query must hold; an excluded one
 * holds when the same condition without {@code -} does not.
 *
 * @param kind what is asked
 * @param value the text, address, label or ISO date that was asked for, without quotes; what it
 *     looks like says the kind, and those without a value have the word of their operator
 * @param excluded whether it was written with {@code -} before it
 */
public record SearchCondition(Kind kind, String value, boolean excluded) {

  /**
   * What a condition asks.
   *
   * <p>Later versions may add constants: give a {@code switch} a default.
   */
  public enum Kind {
    /** A word anywhere: subject, correspondents, attachment names, text. */
    WORD(""),

    /** Words in a row in one of the places where {@link #WORD} looks. */
    PHRASE(""),

    /** {@code from:}, words in a row in one name or one address of the From field. */
    FROM("from"),

    /** {@code to:}, words in a row in one name or one address of the To or Cc field. */
    TO("to"),

    /** {@code subject:}, words in a row in the subject. */
    SUBJECT("subject"),

    /**
     * {@code alias:}, how the message came in. The value is canonical and one of {@code
     * local@domain}, {@code local}, {@code @domain} and {@code *@domain}; a local part has quotes
     * where it needs them.
     */
    ALIAS("alias"),

    /** {@code label:}, the {@link dev.melme.api.mailbox.Label#value()}. */
    LABEL("label"),

    /** {@code has:attachment}. */
    HAS_ATTACHMENT("has"),

    /** {@code is:unread}; {@code is:read} is the same, excluded. */
    UNREAD("is"),

    /** {@code is:flagged}. */
    FLAGGED("is"),

    /** {@code before:}, received before the day began, in UTC. Never excluded. */
    BEFORE("before"),

    /** {@code after:}, received when the day had begun, in UTC, or later. Never excluded. */
    AFTER("after");

    private final String operator;

    Kind(String operator) {
      this.operator = operator;
    }

    /** Without colon; empty for words and phrases. */
    String operator() {
      return operator;
    }
  }

  /** Checks that nothing is missing. */
  public SearchCondition {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  /**
   * The condition as it is written in a query.
   *
   * @return a text that {@link SearchQuery#parse(String)} reads as this condition
   */
  @Override
  public String toString() {
    String sign = excluded ? "-" : "";
    return switch (kind) {
      case WORD -> sign + value;
      case PHRASE -> sign + SearchQuery.quoted(value);
      default -> sign + kind.operator() + ':' + plainOrQuoted();
    };
  }

  private String plainOrQuoted() {
    boolean plain =
        !value.isEmpty()
            && !QueryCharacters.isQuote(value.charAt(0))
            && value.codePoints().noneMatch(QueryCharacters::isSpace);
    return plain ? value : SearchQuery.quoted(value);
  }
}
