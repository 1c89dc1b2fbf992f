package dev.melme.inmemory;

import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.LogRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The delivery log in memory: one map by id, which every list walks over. */
final class InMemoryDeliveryLogRepository implements DeliveryLogRepository {

  private final InMemoryStore store;

  InMemoryDeliveryLogRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public void record(List<DeliveryRecord> batch) {
    Contents contents = store.contents();
    for (DeliveryRecord record : batch) {
      Optional<MailboxId> mailboxId = record.mailboxId();
      if (mailboxId.isEmpty()) {
        keep(contents, record);
      } else {
        MailboxShelf shelf = contents.shelves.get(mailboxId.get());
        if (shelf != null) {
          // under the lock of the shelf: an erasure comes before, or finds it
          shelf.read(held -> keep(contents, record), false);
        }
      }
    }
  }

  private static boolean keep(Contents contents, DeliveryRecord record) {
    return contents.log.putIfAbsent(record.id(), record) == null;
  }

  @Override
  public List<DeliveryRecord> list(LogRange range, int limit) {
    return list(record -> true, range, limit);
  }

  @Override
  public List<DeliveryRecord> listByRecipient(EmailAddress recipient, LogRange range, int limit) {
    return list(record -> record.recipient().equals(recipient), range, limit);
  }

  @Override
  public List<DeliveryRecord> listBySender(ReversePath reversePath, LogRange range, int limit) {
    return list(record -> record.reversePath().equals(reversePath), range, limit);
  }

  @Override
  public List<DeliveryRecord> listByMailbox(MailboxId mailboxId, LogRange range, int limit) {
    return list(record -> record.mailboxId().filter(mailboxId::equals).isPresent(), range, limit);
  }

  /** What is there of a mailbox that is being erased is left out. */
  private List<DeliveryRecord> list(Predicate<DeliveryRecord> wanted, LogRange range, int limit) {
    Contents contents = store.contents();
    if (range.from().compareTo(range.before()) >= 0) {
      return List.of();
    }
    return contents
        .log
        .subMap(range.from(), true, range.before(), false)
        .descendingMap()
        .values()
        .stream()
        .filter(wanted)
        .filter(
            record ->
                record.mailboxId().isEmpty()
                    || contents.shelves.containsKey(record.mailboxId().get()))
        .limit(limit)
        .toList();
  }

  @Override
  public int prune(Instant before, int limit) {
    Contents contents = store.contents();
    int pruned = 0;
    for (DeliveryRecordId id : contents.log.headMap(DeliveryRecordId.bound(before)).keySet()) {
      if (pruned == limit) {
        break;
      }
      if (contents.log.remove(id) != null) {
        pruned++;
      }
    }
    return pruned;
  }
}
