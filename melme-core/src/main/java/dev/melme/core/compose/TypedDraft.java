package dev.melme.core.compose;

import dev.melme.api.EmailAddress;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A draft of which something is replaced. The draft that is made of it refuses what no message may
 * hold: control characters, half characters, texts that are too long.
 */
final class TypedDraft {

  private final Draft before;
  Optional<EmailAddress> from;
  String to;
  String cc;
  String bcc;
  String subject;
  Optional<String> text;
  Optional<String> html;
  boolean quoting;
  List<DraftAttachment> attachments;

  TypedDraft(Draft before) {
    this.before = before;
    this.from = before.from();
    this.to = before.to();
    this.cc = before.cc();
    this.bcc = before.bcc();
    this.subject = before.subject();
    this.text = before.text();
    this.html = before.html();
    this.quoting = before.quoting();
    this.attachments = before.attachments();
  }

  /** The draft as it is now, not saved. */
  Draft draft() {
    return saved(before.version(), before.savedAt(), before.operator());
  }

  /** The draft as somebody saves it. */
  Draft saved(long version, Instant when, Optional<String> operator) {
    return new Draft(
        before.mailboxId(),
        before.id(),
        version,
        when,
        operator,
        before.kind(),
        before.answers(),
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
}
