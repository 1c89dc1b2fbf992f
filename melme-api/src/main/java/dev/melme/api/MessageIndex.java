package dev.melme.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that MelMe derived from the bytes of a message: for lists, search and display.
 *
 * <p>As core makes it, all of it is bounded, free of control characters (00-1F and 7F, except line
 * feed and tab in {@link #text()}) and of lone surrogates, and may be missing; the bytes as
 * received are the truth.
 *
 * @param completeness whether the whole message was read, or a limit ended the index early
 * @param subject decoded subject, at most 998 characters, empty when there was none
 * @param from entries of the From field, at most 50
 * @param to entries of the To field, at most 100
 * @param cc entries of the Cc field, at most 100
 * @param replyTo entries of the Reply-To field, at most 50
 * @param date the Date field, when it could be read
 * @param messageIdField the Message-ID without angle brackets, at most 998 characters (RFC 5322
 *     §3.6.4)
 * @param inReplyTo ids of the In-Reply-To field without angle brackets, at most 50
 * @param references ids of the References field without angle brackets, oldest first, at most 50
 *     (the first and the last ones are kept)
 * @param text the readable text, line ends as LF: the plain part, else the HTML part as text; at
 *     most 64 Ki characters
 * @param textOrigin where the text came from
 * @param snippet the first 200 characters of the text with white space folded
 * @param searchTerms the distinct search terms of subject, correspondents, attachment names and
 *     text: lower-case ASCII, separated by one space, at most 2,000 of them
 * @param attachments all parts that are not the readable text, at most 1,000
 * @param traits what the header fields tell about the message's kind
 */
public record MessageIndex(
    Completeness completeness,
    String subject,
    List<Correspondent> from,
    List<Correspondent> to,
    List<Correspondent> cc,
    List<Correspondent> replyTo,
    Optional<Instant> date,
    Optional<String> messageIdField,
    List<String> inReplyTo,
    List<String> references,
    String text,
    TextOrigin textOrigin,
    String snippet,
    String searchTerms,
    List<Attachment> attachments,
    Set<MessageTrait> traits) {

  /** How much of the message the index covers. */
  public enum Completeness {
    /** The whole message was read. */
    PARSED,
    /**
     * A limit was met (depth 20, 1,000 parts, header line of 100 KB) or the structure could not be
     * read; what was found up to there is kept.
     */
    UNPARSED
  }

  /** Where {@link #text()} came from. */
  public enum TextOrigin {
    /** A text/plain part, or another text part shown as it is. */
    PLAIN,
    /** A text/html part, its markup removed. */
    HTML,
    /** There was no readable text. */
    NONE
  }

  /** Copies the collections and checks that nothing is null. */
  public MessageIndex {
    Objects.requireNonNull(completeness, "completeness");
    Objects.requireNonNull(subject, "subject");
    from = List.copyOf(from);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    replyTo = List.copyOf(replyTo);
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(messageIdField, "messageIdField");
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(textOrigin, "textOrigin");
    Objects.requireNonNull(snippet, "snippet");
    Objects.requireNonNull(searchTerms, "searchTerms");
    attachments = List.copyOf(attachments);
    traits = Set.copyOf(traits);
  }

  /**
   * The index of a message of which nothing could be derived: stored, listed, and marked as
   * unparsed.
   *
   * @return an index that is empty throughout
   */
  public static MessageIndex nothing() {
    return new MessageIndex(
        Completeness.UNPARSED,
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "",
        TextOrigin.NONE,
        "",
        "",
        List.of(),
        Set.of());
  }

  /**
   * Tells whether a limit ended the index early.
   *
   * @return true when the message is stored but marked "unparsed"
   */
  public boolean unparsed() {
    return completeness == Completeness.UNPARSED;
  }
}
