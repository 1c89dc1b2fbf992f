package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.benchmarks.sample.SampleMessage;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.time.StoreTime;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The reference of a delivery: each message is one INSERT into one table and one COMMIT. */
final class Inserts implements Side {

  private final ReferenceMessages table;
  private final List<MailboxId> mailboxes;
  private final TimeOrderedIds ids = new TimeOrderedIds(StoreTime.of(Clock.systemUTC()));
  private final List<Task> tasks = new ArrayList<>();
  private final AtomicLong inserted = new AtomicLong();

  Inserts(
      ReferenceMessages table,
      List<MailboxId> mailboxes,
      int threads,
      Supplier<SampleMessage> messages) {
    this.table = table;
    this.mailboxes = mailboxes;
    for (int thread = 0; thread < threads; thread++) {
      SampleMessage message = messages.get();
      tasks.add(() -> insert(message));
    }
  }

  private void insert(SampleMessage message) throws SQLException {
    long number = inserted.getAndIncrement();
    MailboxId mailboxId = mailboxes.get((int) (number % mailboxes.size()));
    table.insert(mailboxId, ids.next(), message.numbered(number));
  }

  @Override
  public List<Task> tasks() {
    return tasks;
  }

  @Override
  public void end() {
    long stored = table.rows();
    if (stored != inserted.get()) {
      throw new IllegalStateException("Inserted " + stored + " rows of " + inserted.get());
    }
  }
}
