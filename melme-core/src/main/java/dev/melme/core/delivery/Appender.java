package dev.melme.core.delivery;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a delivery and finds out what happened when the answer to COMMIT was lost.
 *
 * <p>Delivery keys make that safe: what an earlier attempt committed is found by its key, and
 * appending it again stores nothing twice. One more attempt is made, then the message is deferred.
 */
final class Appender {

  private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

  private final MessageRepository messages;

  Appender(MessageRepository messages) {
    this.messages = messages;
  }

  /** Appends; throws what the store throws when the outcome stays unknown. */
  AppendOutcome append(Delivery delivery) {
    try {
      return ownIdsAreNew(delivery, messages.append(delivery));
    } catch (StoreException e) {
      if (!e.commitUnknown()) {
        throw e;
      }
      LOG.warn("The outcome of a commit is unknown, looking it up by key ({})", e.getMessage());
      return resolve(delivery, e);
    }
  }

  private AppendOutcome resolve(Delivery delivery, StoreException unknown) {
    try {
      Optional<AppendOutcome> found = lookUp(delivery);
      return found.isPresent() ? found.get() : ownIdsAreNew(delivery, messages.append(delivery));
    } catch (StoreException e) {
      e.addSuppressed(unknown);
      throw e;
    }
  }

  /**
   * An append is all or nothing: one key under our own id tells that all of it was committed, also
   * into a mailbox that was erased since. Otherwise it is repeated, which is safe by the keys.
   */
  private Optional<AppendOutcome> lookUp(Delivery delivery) {
    List<AppendOutcome.Result> results = new ArrayList<>();
    boolean ours = false;
    for (Delivery.Target target : delivery.targets()) {
      MessageId own = target.messageId();
      Map<DeliveryKey, MessageId> known =
          messages.outcome(target.mailboxId(), List.of(target.key()));
      ours |= own.equals(known.get(target.key()));
      MessageId committed = known.getOrDefault(target.key(), own);
      results.add(new AppendOutcome.Result(committed, !committed.equals(own)));
    }
    return ours ? Optional.of(new AppendOutcome.Appended(results)) : Optional.empty();
  }

  /** A key that is known under our own id was committed by an earlier attempt of ours. */
  private static AppendOutcome ownIdsAreNew(Delivery delivery, AppendOutcome outcome) {
    if (!(outcome instanceof AppendOutcome.Appended appended)) {
      return outcome;
    }
    List<AppendOutcome.Result> results = new ArrayList<>(appended.results().size());
    for (int i = 0; i < appended.results().size(); i++) {
      AppendOutcome.Result result = appended.results().get(i);
      boolean own = result.messageId().equals(delivery.targets().get(i).messageId());
      results.add(new AppendOutcome.Result(result.messageId(), result.alreadyStored() && !own));
    }
    return new AppendOutcome.Appended(results);
  }
}
