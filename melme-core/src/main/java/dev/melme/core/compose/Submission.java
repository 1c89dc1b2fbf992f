package dev.melme.core.compose;

import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.Identity;
import dev.melme.api.outbound.Leak;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.SendOutcome;
import dev.melme.core.leak.LeakGuard;
import dev.melme.core.leak.MessageTexts;
import dev.melme.core.spool.SpoolBuffer;
import dev.melme.core.spool.SpoolException;
import dev.melme.core.spool.SpooledContent;
import dev.melme.core.wire.MessageWriter;
import dev.melme.core.wire.NamedAddress;
import dev.melme.core.wire.WireMessage;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.OutgoingMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends one message: reads what was typed, writes the message, searches it, enqueues it. Its ids
 * are the same however often that is tried. Used by one thread.
 */
final class Submission {

  /** What other systems take as a header, and our own reading as well. */
  private static final int MAX_HEADER_BYTES = 256 * 1024;

  private final MailboxWriting writing;
  private final MailboxId mailboxId;
  private final Optional<Answered> answered;
  private final SavedDraft saved;
  private final Enqueuer enqueuer;
  private final String messageIdRandom = RandomText.next();

  Submission(
      MailboxWriting writing,
      MailboxId mailboxId,
      MessageId messageId,
      Optional<Answered> answered,
      SavedDraft saved) {
    this.writing = writing;
    this.mailboxId = mailboxId;
    this.answered = answered;
    this.saved = saved;
    this.enqueuer = new Enqueuer(writing.store(), mailboxId, messageId);
  }

  /** Sends the message as it was typed; a leak holds it unless it is to be sent anyway. */
  SendOutcome send(Mailbox mailbox, Draft typed, Optional<String> operator, boolean anyway) {
    if (enqueuer.happened()) {
      return new SendOutcome.Queued(enqueuer.messageId());
    }
    requireOriginal(typed);
    Draft draft = typed.withAttachments(saved.files());
    Recipients recipients = Recipients.of(draft);
    MailboxAliases aliases = writing.aliases(mailboxId);
    Identity identity = identity(mailbox, draft, aliases);
    Bodies own = Bodies.of(draft, Assembly.contentIds(draft));
    requireSomethingToSay(draft, own);
    Assembly assembly = Assembly.of(writing, draft, own, answered, identity, aliases);
    Instant now = writing.time().now();
    WireMessage message = message(draft, recipients, identity, now, assembly);
    try (SpooledContent content = write(message)) {
      List<Leak> leaks =
          guard(mailbox, identity, aliases, operators(operator, draft))
              .leaks(readable(message, content, recipients, assembly), known());
      if (!leaks.isEmpty() && !anyway) {
        return new SendOutcome.Held(leaks);
      }
      enqueue(outgoing(content, message, recipients, identity, operator, leaks));
      return new SendOutcome.Queued(enqueuer.messageId());
    } catch (IOException e) {
      throw Answered.unreadable(e);
    }
  }

  /** An answer goes without its quotation, but nothing can be handed on that is gone. */
  private void requireOriginal(Draft draft) {
    if (draft.kind() == Draft.Kind.FORWARD && answered.flatMap(Answered::original).isEmpty()) {
      throw new NotFoundException(
          "The message that was to be handed on was erased meanwhile. Begin another one");
    }
  }

  private Identity identity(Mailbox mailbox, Draft draft, MailboxAliases aliases) {
    Identities identities = new Identities(writing, mailbox);
    if (draft.from().isPresent()) {
      return identities.require(draft.from().get(), answered);
    }
    return identities
        .fitting(answered, aliases)
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "This mailbox has no alias that may send. Create or enable one, or allow one to"
                        + " send"));
  }

  private static void requireSomethingToSay(Draft draft, Bodies own) {
    boolean handsOn = draft.kind() == Draft.Kind.FORWARD;
    if (own.blank() && draft.attachments().isEmpty() && !handsOn) {
      throw new InvalidValueException("There is nothing to say. Write a text, or attach a file");
    }
  }

  private Optional<ConversationId> conversation() {
    return answered.flatMap(Answered::conversation);
  }

  private WireMessage message(
      Draft draft, Recipients recipients, Identity identity, Instant now, Assembly assembly) {
    boolean answers = draft.kind() == Draft.Kind.REPLY || draft.kind() == Draft.Kind.REPLY_ALL;
    ThreadFields thread =
        answered
            .filter(each -> answers)
            .map(
                each ->
                    ThreadFields.answering(
                        each.message(), conversation(), writing.store().messages()))
            .orElse(ThreadFields.NONE);
    return new WireMessage(
        new NamedAddress(identity.senderName(), identity.address()),
        recipients.to(),
        recipients.cc(),
        draft.subject(),
        now,
        messageIdRandom + "@" + identity.address().domain(),
        thread.inReplyTo(),
        thread.references(),
        assembly.body());
  }

  private SpooledContent write(WireMessage message) throws IOException {
    long most = writing.rules().outbound().maxMessageBytes();
    SpoolBuffer buffer = new SpoolBuffer(writing.rules().spoolDirectory());
    SpooledContent content = new SpooledContent(buffer);
    try {
      MessageWriter.write(message, RandomText::next, new BoundedOutput(buffer, most));
      return content;
    } catch (BoundedOutput.TooLargeException e) {
      content.close();
      throw new InvalidValueException(
          "The message has more than " + most + " bytes as it goes out. Attach less");
    } catch (SpoolException e) {
      content.close();
      throw NewFile.spoolFailed(e);
    } catch (Throwable t) {
      content.close();
      throw t;
    }
  }

  private static Set<String> operators(Optional<String> sending, Draft draft) {
    return Stream.of(sending, draft.operator())
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private LeakGuard guard(
      Mailbox mailbox, Identity identity, MailboxAliases aliases, Set<String> writers) {
    return new LeakGuard(new Secrecy(writing, mailbox).secrets(identity, aliases, writers));
  }

  /** Everything in the message that somebody can read. */
  private static MessageTexts readable(
      WireMessage message, SpooledContent content, Recipients recipients, Assembly assembly)
      throws IOException {
    MessageTexts texts = new MessageTexts();
    texts.line("From", message.from().name()).line("Subject", message.subject());
    recipients.to().forEach(each -> texts.line("To", each.name()));
    recipients.cc().forEach(each -> texts.line("Cc", each.name()));
    texts.header(head(content));
    assembly.tell(texts);
    return texts;
  }

  private static byte[] head(SpooledContent content) throws IOException {
    try (InputStream in = content.openStream()) {
      byte[] head = in.readNBytes(MAX_HEADER_BYTES);
      if (new String(head, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") < 0) {
        throw new InvalidValueException(
            "The names of the recipients are too long together. Write to fewer at once");
      }
      return head;
    }
  }

  private MessageTexts known() throws IOException {
    return answered.isPresent() ? Secrecy.known(answered.get()) : new MessageTexts();
  }

  private OutgoingMessage outgoing(
      SpooledContent content,
      WireMessage message,
      Recipients recipients,
      Identity identity,
      Optional<String> operator,
      List<Leak> leaks)
      throws IOException {
    MessageId id = enqueuer.messageId();
    ReversePath envelopeSender =
        writing.rules().envelopeSender().of(identity.address(), mailboxId, id);
    Outbound outbound =
        new Outbound(
            mailboxId,
            id,
            identity.address(),
            envelopeSender,
            message.messageId(),
            message.date(),
            operator,
            answered.map(each -> each.message().id()),
            leaks.stream().map(Leak::toString).toList(),
            0,
            Optional.of(message.date()),
            false,
            recipients.waiting());
    Reception reception =
        new Reception(
            message.date(), envelopeSender, ClientFacts.none(), Optional.empty(), Optional.empty());
    try (InputStream in = content.openStream()) {
      return new OutgoingMessage(
          outbound,
          reception,
          writing.indexer().index(in),
          content,
          new MatchedAlias(identity.address(), identity.alias(), Optional.empty()),
          conversation());
    }
  }

  private void enqueue(OutgoingMessage message) {
    EnqueueOutcome outcome = enqueuer.enqueue(message, saved.seen());
    if (outcome == EnqueueOutcome.NO_MAILBOX) {
      throw new NotFoundException("Mailbox " + mailboxId + " does not exist");
    }
    if (outcome == EnqueueOutcome.DRAFT_CHANGED) {
      throw saved.conflict();
    }
  }
}
