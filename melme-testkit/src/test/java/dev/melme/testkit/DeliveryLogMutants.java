package dev.melme.testkit;

import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.LogRange;
import dev.melme.spi.MelMeStore;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stores that break the rules of the delivery log. */
final class DeliveryLogMutants {

  private DeliveryLogMutants() {}

  private static Function<InMemoryStore, MelMeStore> broken(
      Function<InMemoryStore, ForwardingLog> mutant) {
    return store -> ForwardingStore.with(store, mutant.apply(store));
  }

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>(ofReading());
    all.addAll(ofUpkeep());
    return all;
  }

  private static List<Mutant> ofReading() {
    return List.of(
        Mutant.of(
            "forgets the size",
            "records as they were recorded",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public void record(List<DeliveryRecord> batch) {
                        recordAs(batch, DeliveryLogMutants::withoutSize);
                      }
                    }),
            StoreRule.LOG_01),
        Mutant.of(
            "keeps the canonical recipient",
            "with addresses as they were written",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public void record(List<DeliveryRecord> batch) {
                        recordAs(
                            batch,
                            each -> to(each, EmailAddress.parse(each.recipient().canonical())));
                      }
                    }),
            StoreRule.LOG_01),
        Mutant.of(
            "lists the oldest first",
            "all records by id, descending",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      List<DeliveryRecord> listed(
                          List<DeliveryRecord> records, LogRange range, int limit) {
                        List<DeliveryRecord> turned = new ArrayList<>(records);
                        Collections.reverse(turned);
                        return turned;
                      }
                    }),
            StoreRule.LOG_02,
            StoreRule.LOG_01),
        Mutant.of(
            "answers more than it was asked for",
            "at most 4 records",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public List<DeliveryRecord> listBySender(
                          ReversePath reversePath, LogRange range, int limit) {
                        return real.listBySender(reversePath, range, limit + 1);
                      }
                    }),
            StoreRule.LOG_02),
        Mutant.of(
            "takes the end of a range for a part of it",
            "to the fifth, exclusive",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public List<DeliveryRecord> listByMailbox(
                          MailboxId mailboxId, LogRange range, int limit) {
                        DeliveryRecordId end = range.before();
                        DeliveryRecordId after =
                            new DeliveryRecordId(
                                new java.util.UUID(
                                    end.value().getMostSignificantBits(),
                                    end.value().getLeastSignificantBits() + 1));
                        return real.listByMailbox(
                            mailboxId, new LogRange(range.from(), after), limit);
                      }
                    }),
            StoreRule.LOG_03),
        Mutant.of(
            "compares recipients without their marks",
            "records of a recipient",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public List<DeliveryRecord> listByRecipient(
                          EmailAddress recipient, LogRange range, int limit) {
                        return real.list(range, limit).stream()
                            .filter(each -> bare(each.recipient()).equals(bare(recipient)))
                            .toList();
                      }
                    }),
            StoreRule.LOG_04),
        Mutant.of(
            "compares recipients as they are written",
            "in capitals and in small letters",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public List<DeliveryRecord> listByRecipient(
                          EmailAddress recipient, LogRange range, int limit) {
                        return real.listByRecipient(recipient, range, limit).stream()
                            .filter(
                                each -> each.recipient().toString().equals(recipient.toString()))
                            .toList();
                      }
                    }),
            StoreRule.LOG_04),
        Mutant.of(
            "takes the null reverse path for anybody",
            "records of the null reverse path",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public List<DeliveryRecord> listBySender(
                          ReversePath reversePath, LogRange range, int limit) {
                        return reversePath.isNull()
                            ? real.list(range, limit)
                            : real.listBySender(reversePath, range, limit);
                      }
                    }),
            StoreRule.LOG_05),
        Mutant.of(
            "lists records of all mailboxes",
            "records of one mailbox",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public List<DeliveryRecord> listByMailbox(
                          MailboxId mailboxId, LogRange range, int limit) {
                        return real.list(range, limit);
                      }
                    }),
            StoreRule.LOG_06),
        Mutant.of(
            "leaves a batch out of which something is there",
            "records when two of five",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public void record(List<DeliveryRecord> batch) {
                        List<DeliveryRecordId> there =
                            LogSpecimens.ids(real.list(LogSpecimens.ALL, 10_000));
                        if (Collections.disjoint(there, LogSpecimens.ids(batch))) {
                          real.record(batch);
                        }
                      }
                    }),
            StoreRule.LOG_07,
            StoreRule.LOG_14),
        Mutant.of(
            "takes 256 records at once",
            "records of a batch of 500",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public void record(List<DeliveryRecord> batch) {
                        real.record(batch.subList(0, Math.min(batch.size(), 256)));
                      }
                    }),
            StoreRule.LOG_08));
  }

  private static List<Mutant> ofUpkeep() {
    return List.of(
        Mutant.of(
                "keeps records of mailboxes that do not exist",
                "beside those of a mailbox that was never stored",
                broken(
                    store ->
                        new ForwardingLog(store) {
                          @Override
                          public void record(List<DeliveryRecord> batch) {
                            recordAs(
                                batch,
                                each -> exists(each) ? each : LogSpecimens.withoutMailbox(each));
                          }
                        }),
                StoreRule.LOG_09)
            .andByChance(StoreRule.LOG_11),
        Mutant.of(
                "leaves a batch out with a record of no mailbox",
                "beside those of a mailbox that was never stored",
                broken(
                    store ->
                        new ForwardingLog(store) {
                          @Override
                          public void record(List<DeliveryRecord> batch) {
                            if (batch.stream().allMatch(this::exists)) {
                              real.record(batch);
                            }
                          }
                        }),
                StoreRule.LOG_09)
            .andByChance(StoreRule.LOG_11),
        Mutant.of(
                "keeps the records of an erased mailbox",
                "records of the other mailbox",
                store -> ForwardingStore.with(store, new KeepsRecordsOfErased(store)),
                StoreRule.LOG_10)
            .andByChance(StoreRule.LOG_11),
        Mutant.of(
            "checks for the mailbox, then records",
            "one of each thread and none of the erased mailbox",
            broken(ChecksThenRecords::new),
            StoreRule.LOG_11),
        Mutant.of(
            "prunes records of the very time",
            "records pruned before a time",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public int prune(Instant before, int limit) {
                        return real.prune(before.plusMillis(1), limit);
                      }
                    }),
            StoreRule.LOG_12),
        Mutant.of(
            "prunes all at once",
            "at most 4 per call",
            broken(
                store ->
                    new ForwardingLog(store) {
                      @Override
                      public int prune(Instant before, int limit) {
                        return real.prune(before, Integer.MAX_VALUE);
                      }
                    }),
            StoreRule.LOG_13),
        Mutant.of(
                "loses what two threads record at once",
                "records when 8 threads",
                broken(LosesOneOfTwo::new),
                StoreRule.LOG_14)
            .andByChance(StoreRule.LOG_11));
  }

  private static DeliveryRecord withoutSize(DeliveryRecord record) {
    return changed(record, record.recipient(), Optional.empty());
  }

  private static DeliveryRecord to(DeliveryRecord record, EmailAddress recipient) {
    return changed(record, recipient, record.sizeBytes());
  }

  private static DeliveryRecord changed(
      DeliveryRecord record, EmailAddress recipient, Optional<Long> sizeBytes) {
    return new DeliveryRecord(
        record.id(),
        record.reversePath(),
        recipient,
        record.alias(),
        record.mailboxId(),
        record.reason(),
        record.messageId(),
        sizeBytes);
  }

  private static String bare(EmailAddress address) {
    return Normalizer.normalize(address.canonical(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  private static final class KeepsRecordsOfErased extends ForwardingMailboxes {

    KeepsRecordsOfErased(InMemoryStore store) {
      super(store);
    }

    @Override
    public boolean erase(MailboxId id) {
      List<DeliveryRecord> records =
          store.deliveryLog().listByMailbox(id, LogSpecimens.ALL, 10_000);
      boolean erased = real.erase(id);
      store.deliveryLog().record(records.stream().map(LogSpecimens::withoutMailbox).toList());
      return erased;
    }
  }

  private static final class ChecksThenRecords extends ForwardingLog {

    ChecksThenRecords(InMemoryStore store) {
      super(store);
    }

    @Override
    public void record(List<DeliveryRecord> batch) {
      List<DeliveryRecord> existing = batch.stream().filter(this::exists).toList();
      if (existing.size() == batch.size()) { // else the erasure came first
        gate.await(() -> !existing.stream().allMatch(this::exists));
      }
      recordAs(existing, each -> exists(each) ? each : LogSpecimens.withoutMailbox(each));
    }
  }

  private static final class LosesOneOfTwo extends ForwardingLog {

    private final AtomicInteger inside = new AtomicInteger();

    LosesOneOfTwo(InMemoryStore store) {
      super(store);
    }

    @Override
    public void record(List<DeliveryRecord> batch) {
      boolean alone = inside.incrementAndGet() == 1;
      gate.meet();
      if (alone) {
        real.record(batch);
      }
      inside.decrementAndGet();
    }
  }
}
