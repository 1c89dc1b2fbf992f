package dev.melme.core.compose;

import dev.melme.api.ConflictException;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSource;
import dev.melme.api.outbound.Composition;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.Identity;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.api.outbound.Warning;
import dev.melme.core.signin.Entrance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message that is being written, over a store. Used by one thread. */
final class StoreComposition implements Composition {

  private final MailboxWriting writing;
  private final Entrance entrance;
  private final Supplier<Mailbox> mailbox;
  private final Optional<Answered> answered;
  private final SavedDraft saved;
  private final Submission submission;
  private Draft draft;
  private @Nullable SendOutcome sent;

  StoreComposition(
      MailboxWriting writing,
      Entrance entrance,
      Supplier<Mailbox> mailbox,
      Draft draft,
      Optional<Answered> answered) {
    this.writing = writing;
    this.entrance = entrance;
    this.mailbox = mailbox;
    this.draft = draft;
    this.answered = answered;
    this.saved = new SavedDraft(writing.store().drafts(), draft);
    this.submission =
        new Submission(
            writing, draft.mailboxId(), new MessageId(writing.ids().next()), answered, saved);
  }

  @Override
  public Composition from(EmailAddress address) {
    entrance.enter();
    identities().require(address, answered);
    return type(typed -> typed.from = Optional.of(address));
  }

  @Override
  public Composition to(String recipients) {
    return type(typed -> typed.to = recipients);
  }

  @Override
  public Composition cc(String recipients) {
    return type(typed -> typed.cc = recipients);
  }

  @Override
  public Composition bcc(String recipients) {
    return type(typed -> typed.bcc = recipients);
  }

  @Override
  public Composition subject(String subject) {
    return type(typed -> typed.subject = subject);
  }

  @Override
  public Composition text(String text) {
    return type(typed -> typed.text = Optional.of(text));
  }

  @Override
  public Composition html(String html) {
    return type(typed -> typed.html = Optional.of(html));
  }

  @Override
  public Composition quoting(boolean quoting) {
    return type(typed -> typed.quoting = quoting);
  }

  private Composition type(Consumer<TypedDraft> change) {
    TypedDraft typed = new TypedDraft(draft);
    change.accept(typed);
    draft = typed.draft();
    return this;
  }

  @Override
  public DraftAttachment attach(String fileName, String contentType, MessageSource content) {
    return attach(new NewFile(fileName, contentType, Optional.empty(), content));
  }

  @Override
  public DraftAttachment embed(String fileName, String contentType, MessageSource content) {
    Optional<String> contentId = Optional.of(RandomText.next() + "@inline");
    return attach(new NewFile(fileName, contentType, contentId, content));
  }

  private DraftAttachment attach(NewFile file) {
    try (file) {
      DraftAttachment wanted = file.wanted();
      Optional<String> operator = entrance.operator();
      requireUnsent();
      List<DraftAttachment> before = saved.files();
      DraftAttachment attached =
          file.spooled(
              room(before),
              writing.rules().spoolDirectory(),
              spooled -> {
                if (saved.version() == 0) {
                  save(operator);
                }
                return saved.attach(NewFile.sized(wanted, spooled.sizeBytes()), spooled, before);
              });
      show(saved.files());
      return attached;
    }
  }

  /** What is left of the largest message, texts aside: these are counted when it is sent. */
  private long room(List<DraftAttachment> files) {
    long handedOn =
        draft.kind() == Draft.Kind.FORWARD
            ? answered.map(Answered::attachedBytes).map(Base64Size::of).orElse(0L)
            : 0;
    return writing.rules().outbound().maxMessageBytes() - Base64Size.of(files) - handedOn;
  }

  @Override
  public boolean detach(int number) {
    entrance.enter();
    requireUnsent();
    boolean detached = saved.detach(number);
    show(saved.files());
    return detached;
  }

  private void show(List<DraftAttachment> files) {
    TypedDraft typed = new TypedDraft(draft);
    typed.attachments = files;
    draft = typed.draft();
  }

  @Override
  public Draft draft() {
    return draft;
  }

  @Override
  public Optional<Identity> identity() {
    entrance.enter();
    Optional<EmailAddress> chosen = draft.from();
    if (chosen.isPresent()) {
      return Optional.of(identities().require(chosen.get(), answered));
    }
    return identities().fitting(answered, writing.aliases(draft.mailboxId()));
  }

  private Identities identities() {
    return new Identities(writing, mailbox.get());
  }

  @Override
  public List<Warning> warnings() {
    entrance.enter();
    boolean answers = draft.kind() == Draft.Kind.REPLY || draft.kind() == Draft.Kind.REPLY_ALL;
    return answered
        .filter(each -> answers)
        .map(
            each ->
                SenderWarnings.about(
                    each, writing.aliases(draft.mailboxId()), draft.kind() == Draft.Kind.REPLY_ALL))
        .orElse(List.of());
  }

  @Override
  public Draft save() {
    Optional<String> operator = entrance.operator();
    requireUnsent();
    save(operator);
    show(saved.files());
    return draft;
  }

  private void save(Optional<String> operator) {
    saved.settle();
    Draft next = new TypedDraft(draft).saved(saved.version() + 1, writing.time().now(), operator);
    saved.save(next);
    draft = next;
  }

  private void requireUnsent() {
    if (sent != null) {
      throw new ConflictException("The message was sent. Begin another one");
    }
  }

  @Override
  public SendOutcome send() {
    return send(false);
  }

  @Override
  public SendOutcome sendAnyway() {
    return send(true);
  }

  private SendOutcome send(boolean anyway) {
    Optional<String> operator = entrance.operator();
    if (sent == null) {
      SendOutcome outcome = submission.send(mailbox.get(), draft, operator, anyway);
      if (outcome instanceof SendOutcome.Held) {
        return outcome;
      }
      sent = outcome;
      writing.stored().accept(draft.mailboxId());
    }
    return Objects.requireNonNull(sent);
  }
}
