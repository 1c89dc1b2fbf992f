package dev.melme.core.compose;

import dev.melme.api.Attachment;
import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.StoredContent;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Outbound;
import dev.melme.core.mime.AnswerFields;
import dev.melme.core.view.StoredMessageView;
import dev.melme.spi.MelMeStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The message that is answered or handed on. Used by one thread. */
final class Answered {

  private final MailboxWriting writing;
  private final StoredMessage message;
  private final StoredMessageView view;
  private final Optional<Outbound> sent;
  private @Nullable AnswerFields fields;

  private Answered(MailboxWriting writing, StoredMessage message) {
    this.writing = writing;
    this.message = message;
    this.view = new StoredMessageView(message, this::original);
    this.sent =
        writing.store().outbox().find(message.mailboxId(), List.of(message.id())).stream()
            .findFirst();
  }

  /** Finds the message; empty when that mailbox has none of that id. */
  static Optional<Answered> find(MailboxWriting writing, MailboxId mailboxId, MessageId id) {
    return writing
        .store()
        .messages()
        .find(mailboxId, id)
        .map(found -> new Answered(writing, found));
  }

  StoredMessage message() {
    return message;
  }

  StoredMessageView view() {
    return view;
  }

  Optional<StoredContent> original() {
    return writing.contents().message(message.mailboxId(), message.id());
  }

  /** What its own header says, which is more than the index keeps. */
  AnswerFields fields() {
    AnswerFields known = fields;
    if (known == null) {
      known = readFields();
      fields = known;
    }
    return known;
  }

  private AnswerFields readFields() {
    Optional<StoredContent> original = original();
    if (original.isEmpty()) {
      return AnswerFields.NONE;
    }
    try (InputStream bytes = original.get().openStream()) {
      return AnswerFields.read(bytes, Outbound.MAX_RECIPIENTS);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What went wrong with bytes out of the store. */
  static StoreException unreadable(IOException e) {
    return e.getCause() instanceof StoreException cause
        ? cause
        : new StoreException(Fault.UNAVAILABLE, "What is sent cannot be read. Try again", e);
  }

  /** What the outbox knows of it when it is a message that this mailbox sent. */
  Optional<Outbound> sent() {
    return sent;
  }

  /** The conversation that it is in now; empty once it was erased. */
  Optional<ConversationId> conversation() {
    MelMeStore store = writing.store();
    return store.entries().find(message.mailboxId(), List.of(message.id())).stream()
        .map(MessageEntry::conversationId)
        .findFirst();
  }

  /** The bytes of its files together. */
  long attachedBytes() {
    return message.index().attachments().stream().mapToLong(Attachment::sizeBytes).sum();
  }
}
