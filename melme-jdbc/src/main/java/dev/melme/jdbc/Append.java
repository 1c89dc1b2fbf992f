package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import dev.melme.jdbc.TargetWriter.Claim;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Stores messages: one transaction over all targets, which only inserts.
 *
 * <p>Targets are written in the order of their mailboxes, whatever order they were named in, so
 * that two deliveries never wait for each other in a circle.
 */
final class Append {

  private final Database database;
  private final TargetWriter writer;
  private final ContentWriter content;
  private final Redelivery redelivery;
  private final HookRun hooks;

  Append(Database database, Dialect dialect, Tables tables, List<DeliveryHook> hooks) {
    this.database = database;
    this.writer = dialect.targetWriter(tables, PendingPlace.OF_DELIVERY);
    this.content = new ContentWriter(tables);
    this.redelivery = new Redelivery(tables);
    this.hooks = new HookRun(dialect, hooks);
  }

  /** Rolls the transaction back. */
  private static final class MailboxesMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<MailboxId> mailboxIds;

    MailboxesMissing(Set<MailboxId> mailboxIds) {
      super(null, null, false, false);
      this.mailboxIds = mailboxIds;
    }
  }

  AppendOutcome run(Delivery delivery) {
    try {
      return IndexFallback.store(
          delivery.targets().get(0).messageId(), delivery.index(), index -> store(delivery, index));
    } catch (MailboxesMissing e) {
      return new AppendOutcome.MailboxesGone(e.mailboxIds);
    }
  }

  private AppendOutcome store(Delivery delivery, MessageIndex index) {
    long size = delivery.content().sizeBytes();
    MessageRow row = new MessageRow(delivery.reception(), index, size);
    int[] order =
        IntStream.range(0, delivery.targets().size())
            .boxed()
            .sorted(Comparator.comparing(i -> delivery.targets().get(i).mailboxId()))
            .mapToInt(i -> i)
            .toArray();
    return database.transact(
        "store a message",
        session -> {
          try (Chunks chunks = new Chunks(delivery.content())) {
            return write(session, delivery, index, row, order, chunks);
          }
        });
  }

  private AppendOutcome write(
      Session session,
      Delivery delivery,
      MessageIndex index,
      MessageRow row,
      int[] order,
      Chunks chunks)
      throws SQLException {
    byte[] first = chunks.next();
    AppendOutcome.Result[] results = new AppendOutcome.Result[order.length];
    List<Delivery.Target> stored = new ArrayList<>(order.length);
    Set<MailboxId> gone = new HashSet<>();
    for (int i : order) {
      Delivery.Target target = delivery.targets().get(i);
      Claim claim = writer.write(session, target, row, first);
      switch (claim) {
        case NEW -> {
          stored.add(target);
          results[i] = new AppendOutcome.Result(target.messageId(), false);
        }
        case KNOWN ->
            results[i] = new AppendOutcome.Result(redelivery.addAliases(session, target), true);
        case GONE -> gone.add(target.mailboxId());
      }
    }
    if (!gone.isEmpty()) {
      throw new MailboxesMissing(gone);
    }
    if (!stored.isEmpty()) {
      content.writeRest(session, stored, chunks);
      for (Delivery.Target target : stored) {
        hooks.run(session, () -> message(delivery, index, row, target));
      }
    }
    return new AppendOutcome.Appended(List.of(results));
  }

  private static StoredMessage message(
      Delivery delivery, MessageIndex index, MessageRow row, Delivery.Target target) {
    return new StoredMessage(
        target.mailboxId(),
        target.messageId(),
        delivery.reception(),
        MessageRow.aliases(target),
        row.sizeBytes(),
        index);
  }
}
