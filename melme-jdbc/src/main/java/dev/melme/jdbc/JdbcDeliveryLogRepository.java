package dev.melme.jdbc;

import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.jdbc.kit.Work;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.LogRange;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The delivery log in a database. A batch is one transaction: two statements for 256 records. */
final class JdbcDeliveryLogRepository implements DeliveryLogRepository {

  private final Supplier<Engine> engine;

  JdbcDeliveryLogRepository(Supplier<Engine> engine) {
    this.engine = engine;
  }

  @Override
  public void record(List<DeliveryRecord> batch) {
    Engine open = engine.get();
    open.database()
        .transact(
            "write the delivery log",
            session -> {
              open.deliveryLog().insert(session, batch);
              return true;
            });
  }

  @Override
  public List<DeliveryRecord> list(LogRange range, int limit) {
    Engine open = engine.get();
    return read(open, session -> open.deliveryLog().list(session, range, limit));
  }

  @Override
  public List<DeliveryRecord> listByRecipient(EmailAddress recipient, LogRange range, int limit) {
    Engine open = engine.get();
    return read(
        open, session -> open.deliveryLog().listByRecipient(session, recipient, range, limit));
  }

  @Override
  public List<DeliveryRecord> listBySender(ReversePath reversePath, LogRange range, int limit) {
    Engine open = engine.get();
    return read(
        open, session -> open.deliveryLog().listBySender(session, reversePath, range, limit));
  }

  @Override
  public List<DeliveryRecord> listByMailbox(MailboxId mailboxId, LogRange range, int limit) {
    Engine open = engine.get();
    return read(
        open,
        session -> open.deliveryLog().listByMailbox(session, mailboxId.value(), range, limit));
  }

  private static List<DeliveryRecord> read(Engine open, Work<List<DeliveryRecord>> work) {
    return open.database().read("read the delivery log", work);
  }

  @Override
  public int prune(Instant before, int limit) {
    Engine open = engine.get();
    return open.database()
        .transact(
            "prune the delivery log",
            session -> open.deliveryLog().prune(session, DeliveryRecordId.bound(before), limit));
  }
}
