package dev.melme.api.outbound;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that is being written, as far as it was saved. What a person types is kept as it was
 * typed, half an address included; it is checked when the draft is sent.
 *
 * @param mailboxId the mailbox
 * @param id the draft
 * @param version counts its changes, from 1: whoever saves or sends names the one that he saw
 * @param savedAt when it was last saved, by the clock of the store
 * @param operator who of the team saved it last, as the session named itself
 * @param kind what it is to become
 * @param answers the message that it answers or forwards
 * @param from the identity that was chosen; empty for the one that fits
 * @param to recipients as typed, separated by commas; at most {@link #MAX_RECIPIENT_TEXT}
 *     characters, as Cc and Bcc
 * @param cc recipients that everybody sees
 * @param bcc recipients that nobody else sees
 * @param subject at most {@link #MAX_SUBJECT} characters, no line end
 * @param text the plain text, lines ending in LF; at most {@link #MAX_BODY} characters
 * @param html the HTML; at most {@link #MAX_BODY} characters
 * @param quoting whether what it answers is quoted below
 * @param attachments its files, at most {@link #MAX_ATTACHMENTS}
 */
public record Draft(
    MailboxId mailboxId,
    DraftId id,
    long version,
    Instant savedAt,
    Optional<String> operator,
    Kind kind,
    Optional<MessageId> answers,
    Optional<EmailAddress> from,
    String to,
    String cc,
    String bcc,
    String subject,
    Optional<String> text,
    Optional<String> html,
    boolean quoting,
    List<DraftAttachment> attachments) {

  /** What a draft is to become. */
  public enum Kind {
    /** A message of its own. */
    NEW,
    /** An answer to whoever wrote. */
    REPLY,
    /** An answer to whoever wrote and to all other recipients. */
    REPLY_ALL,
    /** A message handed on. */
    FORWARD
  }

  /** The most characters of a recipient field. */
  public static final int MAX_RECIPIENT_TEXT = 100_000;

  /** The most characters of a subject. */
  public static final int MAX_SUBJECT = 900;

  /** The most characters of a text, and of an HTML. */
  public static final int MAX_BODY = 1_000_000;

  /** The most files of one draft. */
  public static final int MAX_ATTACHMENTS = 100;

  /**
   * Copies the attachments and checks the values.
   *
   * @throws InvalidValueException when something is too long, a control character stands where none
   *     may be, or there are too many attachments
   */
  public Draft {
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(savedAt, "savedAt");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(from, "from");
    DraftTexts.requireRecipients("To", to);
    DraftTexts.requireRecipients("Cc", cc);
    DraftTexts.requireRecipients("Bcc", bcc);
    DraftTexts.requireSubject(subject);
    text.ifPresent(body -> DraftTexts.requireBody("text", body));
    html.ifPresent(body -> DraftTexts.requireBody("HTML", body));
    attachments = List.copyOf(attachments);
    if (attachments.size() > MAX_ATTACHMENTS) {
      throw new InvalidValueException("A draft has at most " + MAX_ATTACHMENTS + " attachments");
    }
  }

  /**
   * Tells whether nothing was written yet that anybody would miss.
   *
   * @return true without text, HTML and attachments
   */
  public boolean blank() {
    return text.orElse("").isBlank() && html.orElse("").isBlank() && attachments.isEmpty();
  }

  /**
   * The same draft as a store has saved it.
   *
   * @param newVersion its version
   * @param when the time
   * @return a changed copy
   */
  public Draft saved(long newVersion, Instant when) {
    return new Draft(
        mailboxId,
        id,
        newVersion,
        when,
        operator,
        kind,
        answers,
        from,
        to,
        cc,
        bcc,
        subject,
        text,
        html,
        quoting,
        attachments);
  }

  /**
   * The same draft with other files.
   *
   * @param files the files
   * @return a changed copy
   */
  public Draft withAttachments(List<DraftAttachment> files) {
    return new Draft(
        mailboxId, id, version, savedAt, operator, kind, answers, from, to, cc, bcc, subject, text,
        html, quoting, files);
  }
}
