package dev.melme.core.compose;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.OutgoingMessage;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enqueues one message at most once, also when the answer to COMMIT was lost: the key of the
 * message tells what happened. Used by one thread.
 */
final class Enqueuer {

  private static final Logger LOG = LoggerFactory.getLogger(Enqueuer.class);

  private final MelMeStore store;
  private final MailboxId mailboxId;
  private final MessageId messageId;
  private boolean doubtful;

  Enqueuer(MelMeStore store, MailboxId mailboxId, MessageId messageId) {
    this.store = store;
    this.mailboxId = mailboxId;
    this.messageId = messageId;
  }

  MessageId messageId() {
    return messageId;
  }

  /** Whether an earlier attempt, of which nobody knew what became, was committed. */
  boolean happened() {
    if (!doubtful) {
      return false;
    }
    DeliveryKey key = DeliveryKey.unique(messageId);
    return store.messages().outcome(mailboxId, List.of(key)).containsKey(key);
  }

  /** Enqueues; throws what the store throws when the outcome stays unknown. */
  EnqueueOutcome enqueue(OutgoingMessage message, Optional<DraftVersion> draft) {
    try {
      return store.outbox().enqueue(message, draft);
    } catch (StoreException e) {
      if (!e.commitUnknown()) {
        throw e;
      }
      LOG.warn("The outcome of a commit is unknown, looking it up by key ({})", e.getMessage());
      doubtful = true;
      return resolve(message, draft, e);
    }
  }

  /** One more attempt is made: the key makes sure that nothing is sent twice. */
  private EnqueueOutcome resolve(
      OutgoingMessage message, Optional<DraftVersion> draft, StoreException unknown) {
    try {
      return happened() ? EnqueueOutcome.ENQUEUED : store.outbox().enqueue(message, draft);
    } catch (StoreException e) {
      e.addSuppressed(unknown);
      throw e;
    }
  }
}
