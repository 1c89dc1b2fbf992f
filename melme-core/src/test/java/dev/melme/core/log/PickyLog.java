package dev.melme.core.log;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.LogRange;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** A log in memory that refuses some records, or keeps a batch and does not say so. */
final class PickyLog implements DeliveryLogRepository {

  private final DeliveryLogRepository real = InMemoryStore.create().deliveryLog();

  /** What is refused for good, with all of its batch. */
  Predicate<DeliveryRecord> refused = record -> false;

  /** As many batches are kept unheard. */
  int unheard;

  int batches;

  @Override
  public void record(List<DeliveryRecord> batch) {
    batches++;
    if (batch.stream().anyMatch(refused)) {
      throw new StoreException(Fault.BROKEN, "planted", null);
    }
    real.record(batch);
    if (unheard-- > 0) {
      throw new StoreException(Fault.COMMIT_UNKNOWN, "planted", null);
    }
  }

  @Override
  public List<DeliveryRecord> list(LogRange range, int limit) {
    return real.list(range, limit);
  }

  @Override
  public List<DeliveryRecord> listByRecipient(EmailAddress recipient, LogRange range, int limit) {
    return real.listByRecipient(recipient, range, limit);
  }

  @Override
  public List<DeliveryRecord> listBySender(ReversePath reversePath, LogRange range, int limit) {
    return real.listBySender(reversePath, range, limit);
  }

  @Override
  public List<DeliveryRecord> listByMailbox(MailboxId mailboxId, LogRange range, int limit) {
    return real.listByMailbox(mailboxId, range, limit);
  }

  @Override
  public int prune(Instant before, int limit) {
    return real.prune(before, limit);
  }
}
