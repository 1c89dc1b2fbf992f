package dev.melme.core.outbox;

import dev.melme.api.Cursor;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.admin.Outbox;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.OutboxRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outbox of all mailboxes, for the host. Safe for use by many threads. */
public final class StoreOutbox implements Outbox {

  /** Messages that one page of those in hand may look at. */
  static final int BUDGET = 5_000;

  private static final int CHUNK = 500;
  private static final int MAX_ACTOR = 100;

  private final OutboxRepository outbox;
  private final OutboxDesk desk;

  /**
   * Creates the view.
   *
   * @param outbox the sent messages
   * @param desk does something with them
   */
  public StoreOutbox(OutboxRepository outbox, OutboxDesk desk) {
    this.outbox = outbox;
    this.desk = desk;
  }

  @Override
  public Page<Outbound> page(OutboundState state, PageRequest request) {
    Optional<MessageId> before = request.after().map(cursor -> MessageId.parse(cursor.value()));
    if (state == OutboundState.SENDING) {
      return inHand(before, request.limit());
    }
    List<Outbound> rows = outbox.list(state, before, request.limit() + 1);
    return Page.ofRows(rows, request.limit(), StoreOutbox::cursor);
  }

  /** Stores do not find them by themselves: they are few among those that are queued. */
  private Page<Outbound> inHand(Optional<MessageId> first, int limit) {
    List<Outbound> found = new ArrayList<>();
    Optional<MessageId> before = first;
    for (int looked = 0; looked < BUDGET; looked += CHUNK) {
      List<Outbound> queued = outbox.list(OutboundState.QUEUED, before, CHUNK);
      for (Outbound message : queued) {
        if (message.inHand()) {
          found.add(message);
        }
      }
      if (found.size() > limit || queued.size() < CHUNK) {
        return Page.ofRows(found, limit, StoreOutbox::cursor);
      }
      before = Optional.of(queued.get(CHUNK - 1).messageId());
    }
    return new Page<>(found, before.map(id -> new Cursor(id.toString())), found.size() == limit);
  }

  private static Cursor cursor(Outbound message) {
    return new Cursor(message.messageId().toString());
  }

  @Override
  public boolean retry(MailboxId mailboxId, MessageId messageId, String actor) {
    return desk.resend(mailboxId, messageId, named(actor)) || isSent(mailboxId, messageId);
  }

  @Override
  public boolean cancel(MailboxId mailboxId, MessageId messageId, String actor) {
    return desk.cancel(mailboxId, messageId, named(actor)) || isSent(mailboxId, messageId);
  }

  private static Optional<String> named(String actor) {
    if (actor.isBlank() || actor.length() > MAX_ACTOR) {
      throw new InvalidValueException("Name who does it, in 1 to " + MAX_ACTOR + " characters");
    }
    return Optional.of(actor);
  }

  /** Never true: it tells a message that does not exist from one that is as it should be. */
  private boolean isSent(MailboxId mailboxId, MessageId messageId) {
    if (desk.find(mailboxId, List.of(messageId)).isEmpty()) {
      throw new NotFoundException("Mailbox " + mailboxId + " has sent no message " + messageId);
    }
    return false;
  }
}
