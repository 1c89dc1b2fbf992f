package dev.melme.core.compose;

import dev.melme.api.Cursor;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoredContent;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Identity;
import dev.melme.core.signin.Entrance;
import dev.melme.core.subject.AnswerSubject;
import dev.melme.spi.DraftRepository;
import java.util.List;
import java.util.Optional;

/** Writing in one mailbox. Safe for use by many threads; each composition belongs to one. */
public final class ComposeDesk {

  private final MailboxWriting writing;
  private final MailboxId mailboxId;
  private final Entrance entrance;

  /**
   * Opens the desk of a mailbox. Its callers have been let in; a composition asks again for itself.
   *
   * @param writing what all compositions share
   * @param mailboxId the mailbox
   * @param entrance asked by each call to a composition
   */
  public ComposeDesk(MailboxWriting writing, MailboxId mailboxId, Entrance entrance) {
    this.writing = writing;
    this.mailboxId = mailboxId;
    this.entrance = entrance;
  }

  private Mailbox mailbox() {
    return writing
        .store()
        .mailboxes()
        .find(mailboxId)
        .orElseThrow(() -> new NotFoundException("Mailbox " + mailboxId + " does not exist"));
  }

  /**
   * Who the mailbox may write as.
   *
   * @return the identities, by alias key
   * @throws NotFoundException when the mailbox is gone
   */
  public List<Identity> identities() {
    return Identities.listed(mailbox(), writing.aliases(mailboxId));
  }

  /**
   * Begins a message of its own.
   *
   * @return the composition
   * @throws NotFoundException when the mailbox is gone
   */
  public Composition compose() {
    mailbox();
    return composition(Draft.Kind.NEW, Optional.empty(), Recipients.NONE, "");
  }

  /**
   * Begins an answer to whoever wrote.
   *
   * @param id the message
   * @return the composition
   * @throws NotFoundException when the mailbox has no such message
   */
  public Composition reply(MessageId id) {
    Answered answered = answered(id);
    Recipients recipients = targets(answered).reply();
    return composition(Draft.Kind.REPLY, Optional.of(answered), recipients, replySubject(answered));
  }

  /**
   * Begins an answer to all.
   *
   * @param id the message
   * @return the composition
   * @throws NotFoundException when the mailbox has no such message
   */
  public Composition replyAll(MessageId id) {
    Answered answered = answered(id);
    Recipients recipients = targets(answered).replyAll();
    return composition(
        Draft.Kind.REPLY_ALL, Optional.of(answered), recipients, replySubject(answered));
  }

  /**
   * Begins to hand a message on.
   *
   * @param id the message
   * @return the composition
   * @throws NotFoundException when the mailbox has no such message
   */
  public Composition forward(MessageId id) {
    Answered answered = answered(id);
    String subject = AnswerSubject.forward(answered.message().index().subject(), Draft.MAX_SUBJECT);
    return composition(Draft.Kind.FORWARD, Optional.of(answered), Recipients.NONE, subject);
  }

  private Answered answered(MessageId id) {
    return Answered.find(writing, mailboxId, id)
        .orElseThrow(() -> new NotFoundException("Mailbox " + mailboxId + " has no message " + id));
  }

  private ReplyTargets targets(Answered answered) {
    return new ReplyTargets(answered, writing.aliases(mailboxId));
  }

  private static String replySubject(Answered answered) {
    return AnswerSubject.reply(answered.message().index().subject(), Draft.MAX_SUBJECT);
  }

  private Composition composition(
      Draft.Kind kind, Optional<Answered> answered, Recipients recipients, String subject) {
    Draft draft =
        new Draft(
            mailboxId,
            new DraftId(writing.ids().next()),
            0,
            writing.time().now(),
            Optional.empty(),
            kind,
            answered.map(each -> each.message().id()),
            Optional.<EmailAddress>empty(),
            RecipientText.of(recipients.to(), Draft.MAX_RECIPIENT_TEXT),
            RecipientText.of(recipients.cc(), Draft.MAX_RECIPIENT_TEXT),
            RecipientText.of(recipients.bcc(), Draft.MAX_RECIPIENT_TEXT),
            subject,
            Optional.empty(),
            Optional.empty(),
            kind != Draft.Kind.NEW,
            List.of());
    return new StoreComposition(writing, entrance, this::mailbox, draft, answered);
  }

  /**
   * Lists drafts, the newest first.
   *
   * @param request which page
   * @return the page
   * @throws NotFoundException when the mailbox is gone
   */
  public Page<Draft> drafts(PageRequest request) {
    List<Draft> rows =
        drafts()
            .list(
                mailboxId,
                request.after().map(cursor -> DraftId.parse(cursor.value())),
                request.limit() + 1);
    if (rows.isEmpty()) {
      mailbox();
    }
    return Page.ofRows(rows, request.limit(), last -> new Cursor(last.id().toString()));
  }

  /**
   * Goes on with a draft.
   *
   * @param id the draft
   * @return the composition, or empty when the mailbox has no such draft
   * @throws NotFoundException when the mailbox is gone
   */
  public Optional<Composition> draft(DraftId id) {
    Optional<Draft> found = drafts().find(mailboxId, id);
    if (found.isEmpty()) {
      mailbox();
    }
    return found.map(
        draft ->
            new StoreComposition(
                writing,
                entrance,
                this::mailbox,
                draft,
                draft.answers().flatMap(each -> Answered.find(writing, mailboxId, each))));
  }

  /**
   * Reads a file of a draft.
   *
   * @param id the draft
   * @param number the file
   * @return its bytes, or empty when there is no such file
   * @throws NotFoundException when the mailbox is gone
   */
  public Optional<StoredContent> draftAttachment(DraftId id, int number) {
    Optional<StoredContent> content = writing.contents().draftFile(mailboxId, id, number);
    if (content.isEmpty()) {
      mailbox();
    }
    return content;
  }

  /**
   * Throws a draft away.
   *
   * @param id the draft
   * @return false when the mailbox has none of that id
   * @throws NotFoundException when the mailbox is gone
   */
  public boolean deleteDraft(DraftId id) {
    boolean deleted = drafts().delete(mailboxId, id);
    if (!deleted) {
      mailbox();
    }
    return deleted;
  }

  private DraftRepository drafts() {
    return writing.store().drafts();
  }
}
