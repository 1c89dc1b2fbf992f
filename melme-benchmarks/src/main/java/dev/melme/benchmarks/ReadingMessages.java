package dev.melme.benchmarks;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Delivery;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes messages as a store outside this process does: reads them in chunks to their end and holds
 * nothing of them.
 */
final class ReadingMessages implements MessageRepository {

  @Override
  public AppendOutcome append(Delivery delivery) {
    try (InputStream in = delivery.content().openStream()) {
      long read = in.transferTo(OutputStream.nullOutputStream());
      if (read != delivery.content().sizeBytes()) {
        throw new IllegalStateException("Read " + read + " bytes");
      }
    } catch (IOException e) {
      throw new StoreException(StoreException.Fault.UNAVAILABLE, "Reading failed", e);
    }
    return new AppendOutcome.Appended(
        delivery.targets().stream()
            .map(target -> new AppendOutcome.Result(target.messageId(), false))
            .toList());
  }

  @Override
  public Map<DeliveryKey, MessageId> outcome(MailboxId mailboxId, List<DeliveryKey> keys) {
    return Map.of();
  }

  @Override
  public Optional<StoredMessage> find(MailboxId mailboxId, MessageId messageId) {
    return Optional.empty();
  }

  @Override
  public List<MessageSummary> list(MailboxId mailboxId, Optional<MessageId> before, int limit) {
    return List.of();
  }

  @Override
  public Optional<ContentRange> content(
      MailboxId mailboxId, MessageId messageId, long offset, int length) {
    return Optional.empty();
  }

  @Override
  public int erase(MailboxId mailboxId, List<MessageId> messageIds) {
    return 0;
  }

  @Override
  public List<MailboxId> pendingMailboxes(Optional<MailboxId> after, int limit) {
    return List.of();
  }

  @Override
  public Pending pending(MailboxId mailboxId, int limit) {
    return Pending.NONE;
  }

  @Override
  public Map<ThreadKey, ConversationId> threads(MailboxId mailboxId, Collection<ThreadKey> keys) {
    return Map.of();
  }

  @Override
  public boolean apply(MailboxId mailboxId, CatchUpBatch batch) {
    return false;
  }

  @Override
  public List<Placement> placements(MailboxId mailboxId, long after, int limit) {
    return List.of();
  }
}
