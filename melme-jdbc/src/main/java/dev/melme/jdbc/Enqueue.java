package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageIndex;
import dev.melme.api.outbound.Outbound;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.OutgoingMessage;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Stores what a team sends: the sent copy as a delivery would store it, its row of the outbox and
 * the end of its draft in one transaction.
 *
 * <p>Locks are taken in one order: the mailbox as by a delivery, the row of {@code progress} when
 * the conversation was not known by its own key, the draft.
 */
final class Enqueue {

  private final Database database;
  private final TargetWriter writer;
  private final ContentWriter content;
  private final CatchUpTables catchUp;
  private final OutboxTable outbox;
  private final DraftTable drafts;

  Enqueue(Engine engine) {
    this.database = engine.database();
    this.writer = engine.dialect().targetWriter(engine.tables(), PendingPlace.OF_SENT_COPY);
    this.content = new ContentWriter(engine.tables());
    this.catchUp = engine.catchUp();
    this.outbox = engine.outbox();
    this.drafts = engine.drafts();
  }

  /** Rolls the transaction back. */
  private static final class DraftChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DraftChanged() {
      super(null, null, false, false);
    }
  }

  EnqueueOutcome run(OutgoingMessage message, Optional<DraftVersion> draft) {
    try {
      return IndexFallback.store(
          message.outbound().messageId(), message.index(), index -> store(message, index, draft));
    } catch (DraftChanged e) {
      return EnqueueOutcome.DRAFT_CHANGED;
    }
  }

  private EnqueueOutcome store(
      OutgoingMessage message, MessageIndex index, Optional<DraftVersion> draft) {
    MessageRow row =
        new MessageRow(
            message.reception(),
            index,
            message.content().sizeBytes(),
            message.conversation().map(ConversationId::value).orElse(null));
    return database.transact(
        "enqueue a message",
        session -> {
          try (Chunks chunks = new Chunks(message.content())) {
            return write(session, message, row, draft, chunks);
          }
        });
  }

  private EnqueueOutcome write(
      Session session,
      OutgoingMessage message,
      MessageRow row,
      Optional<DraftVersion> draft,
      Chunks chunks)
      throws SQLException {
    Outbound outbound = message.outbound();
    Delivery.Target target =
        new Delivery.Target(
            outbound.mailboxId(), outbound.messageId(), message.key(), List.of(message.alias()));
    switch (writer.write(session, target, row, chunks.next())) {
      case NEW -> content.writeRest(session, List.of(target), chunks);
      case KNOWN -> {
        // an attempt of which nobody knew what became got through, and its draft went with it
        return EnqueueOutcome.ENQUEUED;
      }
      case GONE -> {
        return EnqueueOutcome.NO_MAILBOX;
      }
    }
    outbox.insert(session, outbound);
    if (message.conversation().isPresent()) {
      catchUp.know(session, outbound.mailboxId(), message.conversation().get());
    }
    if (draft.isPresent() && !drafts.delete(session, outbound.mailboxId(), draft.get())) {
      throw new DraftChanged();
    }
    return EnqueueOutcome.ENQUEUED;
  }
}
