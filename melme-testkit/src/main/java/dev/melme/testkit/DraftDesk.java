package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.spi.ContentRange;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutgoingMessage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One mailbox, a draft of it, and what the rules of drafts do with it over and over. */
final class DraftDesk {

  private final StoreUnderTest subject;
  private final Mailbox mailbox;
  private Draft draft;

  DraftDesk(StoreUnderTest subject) {
    this.subject = subject;
    this.mailbox = subject.mailbox();
    this.draft = blank(mailbox.id(), subject.store().now());
  }

  /** A draft, version 1, that is not stored yet. */
  static Draft blank(MailboxId mailboxId, Instant savedAt) {
    return new Draft(
        mailboxId,
        new DraftId(Ids.next()),
        1,
        savedAt,
        Optional.of("Jo"),
        Draft.Kind.NEW,
        Optional.empty(),
        Optional.empty(),
        OutboxSpecimens.JANE,
        "",
        "",
        "An answer",
        Optional.of("Dear Jane,\n\tthanks!"),
        Optional.empty(),
        true,
        List.of());
  }

  /** The same draft with another subject, as it is to be saved next. */
  static Draft next(Draft draft, String subject) {
    return new Draft(
        draft.mailboxId(),
        draft.id(),
        draft.version() + 1,
        draft.savedAt().plusMillis(1),
        Optional.of("Max"),
        draft.kind(),
        draft.answers(),
        Optional.of(EmailAddress.parse("Sales@acme.example")),
        draft.to(),
        OutboxSpecimens.JOE,
        OutboxSpecimens.JIM,
        subject,
        Optional.empty(),
        Optional.of("<p>" + subject + "</p>"),
        !draft.quoting(),
        draft.attachments());
  }

  Mailbox mailbox() {
    return mailbox;
  }

  MailboxId id() {
    return mailbox.id();
  }

  /** The draft as it must be stored by now. */
  Draft draft() {
    return draft;
  }

  DraftVersion version() {
    return new DraftVersion(draft.id(), draft.version());
  }

  /** The draft as it is stored. */
  Optional<Draft> found() {
    return subject.drafts().find(id(), draft.id());
  }

  /** Stores the draft, or one more. */
  Draft created() {
    return created(blank(id(), subject.store().now()));
  }

  Draft created(Draft fresh) {
    assertThat(subject.drafts().create(fresh)).as("create() of a draft").isTrue();
    draft = fresh;
    return fresh;
  }

  /** Saves the draft with another subject. */
  Draft updated(String text) {
    Draft changed = next(draft, text);
    assertThat(subject.drafts().update(changed)).as("update() with the next version").isTrue();
    draft = changed;
    return changed;
  }

  /** A message made of the draft, not enqueued yet. */
  OutgoingMessage message() {
    return OutboxSpecimens.outgoing(mailbox, subject.store().now(), OutboxSpecimens.JANE);
  }

  /** A file that has no number yet. */
  static DraftAttachment file(String name, long sizeBytes) {
    return new DraftAttachment(0, name, "application/pdf", Optional.empty(), sizeBytes);
  }

  DraftAttachment attached(String name, byte[] bytes) {
    return attached(file(name, bytes.length), Specimens.content(bytes));
  }

  DraftAttachment attached(DraftAttachment file, MessageContent content) {
    Optional<DraftAttachment> attached = subject.drafts().attach(id(), draft.id(), file, content);
    assertThat(attached).as("attach() to a draft").isPresent();
    List<DraftAttachment> all = new ArrayList<>(draft.attachments());
    all.add(attached.get());
    draft = draft.withAttachments(all);
    return attached.get();
  }

  void detached(int number) {
    assertThat(subject.drafts().detach(id(), draft.id(), number))
        .as("detach() of file %s", number)
        .isTrue();
    draft =
        draft.withAttachments(
            draft.attachments().stream().filter(file -> file.number() != number).toList());
  }

  /** Some bytes of a file; empty when it is missing. */
  Optional<byte[]> range(int number, long offset, int length) {
    return subject
        .drafts()
        .content(id(), draft.id(), number, offset, length)
        .map(ContentRange::bytes);
  }

  /** All bytes of a file, read in steps; empty when it is missing. */
  Optional<byte[]> bytes(int number, int step) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      Optional<byte[]> some = range(number, all.size(), step);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      if (some.get().length == 0) {
        return Optional.of(all.toByteArray());
      }
      all.writeBytes(some.get());
    }
  }
}
