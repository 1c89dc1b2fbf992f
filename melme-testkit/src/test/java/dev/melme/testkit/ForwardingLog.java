package dev.melme.testkit;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.LogRange;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

class ForwardingLog implements DeliveryLogRepository {

  final InMemoryStore store;
  final DeliveryLogRepository real;
  final Gate gate = new Gate();

  ForwardingLog(InMemoryStore store) {
    this.store = store;
    this.real = store.deliveryLog();
  }

  boolean exists(DeliveryRecord record) {
    return record.mailboxId().isEmpty()
        || store.mailboxes().find(record.mailboxId().get()).isPresent();
  }

  /** Records what another operator makes of each record. */
  void recordAs(List<DeliveryRecord> batch, UnaryOperator<DeliveryRecord> change) {
    real.record(batch.stream().map(change).toList());
  }

  /** The whole log as it is, or as it was in a mutant that changes it. */
  List<DeliveryRecord> listed(List<DeliveryRecord> records, LogRange range, int limit) {
    return records;
  }

  @Override
  public void record(List<DeliveryRecord> batch) {
    real.record(batch);
  }

  @Override
  public List<DeliveryRecord> list(LogRange range, int limit) {
    return listed(real.list(range, limit), range, limit);
  }

  @Override
  public List<DeliveryRecord> listByRecipient(EmailAddress recipient, LogRange range, int limit) {
    return listed(real.listByRecipient(recipient, range, limit), range, limit);
  }

  @Override
  public List<DeliveryRecord> listBySender(ReversePath reversePath, LogRange range, int limit) {
    return listed(real.listBySender(reversePath, range, limit), range, limit);
  }

  @Override
  public List<DeliveryRecord> listByMailbox(MailboxId mailboxId, LogRange range, int limit) {
    return listed(real.listByMailbox(mailboxId, range, limit), range, limit);
  }

  @Override
  public int prune(Instant before, int limit) {
    return real.prune(before, limit);
  }
}
