package dev.melme.core.log;

import dev.melme.api.Cursor;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.admin.DeliveryFilter;
import dev.melme.api.admin.DeliveryLog;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.LogRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pages the log. The store finds records by one key, the one that names the fewest; what else the
 * filter asks for is compared here, within a budget. Safe for use by many threads.
 */
public final class LogDesk implements DeliveryLog {

  /** Records that one page may look at. */
  static final int BUDGET = 5_000;

  private static final int CHUNK = 500;

  private final DeliveryLogRepository log;
  private final DeliveryJournal journal;

  /**
   * Creates the desk.
   *
   * @param log the records
   * @param journal those that are not written yet
   */
  public LogDesk(DeliveryLogRepository log, DeliveryJournal journal) {
    this.log = log;
    this.journal = journal;
  }

  @Override
  public long dropped() {
    return journal.dropped();
  }

  @Override
  public Page<DeliveryRecord> page(DeliveryFilter filter, PageRequest request) {
    Optional<DeliveryRecordId> after =
        request.after().map(cursor -> DeliveryRecordId.parse(cursor.value()));
    journal.flush();
    LogRange range = range(filter, after);
    int wanted = request.limit() + 1; // one more tells that more follow
    List<DeliveryRecord> found = new ArrayList<>();
    int left = BUDGET;
    while (found.size() < wanted) {
      if (left == 0) {
        boolean full = found.size() == request.limit();
        return new Page<>(found, Optional.of(cursor(range.before())), full);
      }
      int chunk = Math.min(left, onlyByKey(filter) ? wanted : CHUNK);
      List<DeliveryRecord> rows = rows(filter, range, chunk);
      for (DeliveryRecord row : rows) {
        if (found.size() < wanted && filter.admits(row)) {
          found.add(row);
        }
      }
      if (rows.size() < chunk) {
        break;
      }
      left -= chunk;
      range = new LogRange(range.from(), rows.get(chunk - 1).id());
    }
    return Page.ofRows(found, request.limit(), last -> cursor(last.id()));
  }

  private static Cursor cursor(DeliveryRecordId id) {
    return new Cursor(id.toString());
  }

  private static LogRange range(DeliveryFilter filter, Optional<DeliveryRecordId> after) {
    DeliveryRecordId from = DeliveryRecordId.bound(filter.begin().orElse(Instant.EPOCH));
    DeliveryRecordId before = DeliveryRecordId.bound(filter.end().orElse(Instant.MAX));
    return new LogRange(
        from, after.isPresent() && after.get().compareTo(before) < 0 ? after.get() : before);
  }

  /** An address names fewer records than a mailbox; a recipient fewer than a sender of many. */
  private List<DeliveryRecord> rows(DeliveryFilter filter, LogRange range, int limit) {
    if (filter.recipient().isPresent()) {
      return log.listByRecipient(filter.recipient().get(), range, limit);
    }
    if (filter.reversePath().isPresent()) {
      return log.listBySender(filter.reversePath().get(), range, limit);
    }
    return filter.mailboxId().isPresent()
        ? log.listByMailbox(filter.mailboxId().get(), range, limit)
        : log.list(range, limit);
  }

  /** Tells whether every record that the store finds is wanted. */
  private static boolean onlyByKey(DeliveryFilter filter) {
    int keys =
        (filter.recipient().isPresent() ? 1 : 0)
            + (filter.reversePath().isPresent() ? 1 : 0)
            + (filter.mailboxId().isPresent() ? 1 : 0);
    return keys <= 1
        && filter.alias().isEmpty()
        && filter.domain().isEmpty()
        && filter.outcome().isEmpty()
        && filter.reason().isEmpty()
        && filter.messageId().isEmpty();
  }
}
