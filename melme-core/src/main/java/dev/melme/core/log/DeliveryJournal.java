package dev.melme.core.log;

import dev.melme.api.AliasPattern;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.Verdict;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.routing.Ruling;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.DeliveryLogRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes down what senders are answered, in memory, until {@link #flush} writes it. Safe for use by
 * many threads; who records never waits for the store, and never hears of a failure.
 */
public final class DeliveryJournal {

  /** As many records wait at most; some megabytes. */
  static final int CAPACITY = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryJournal.class);

  private final TimeOrderedIds ids;
  private final JournalWriter writer;
  private final AtomicLong dropped = new AtomicLong();
  private final ArrayBlockingQueue<DeliveryRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);

  /** False when nothing is to be recorded, or no longer. */
  private volatile boolean on;

  /**
   * Creates an empty journal.
   *
   * @param log where records go
   * @param time the time of records
   * @param retention how long they are kept; zero records nothing
   */
  public DeliveryJournal(DeliveryLogRepository log, StoreTime time, Duration retention) {
    this.ids = new TimeOrderedIds(time);
    this.writer = new JournalWriter(log);
    this.on = !retention.isZero();
  }

  /**
   * Records an answer to RCPT that does not accept; else the answer to DATA tells.
   *
   * @param request what was asked
   * @param ruling what was answered
   */
  public void atRecipient(RecipientRequest request, Ruling ruling) {
    if (on) {
      long declared = request.declaredBytes();
      add(
          request.reversePath(),
          request.recipient(),
          ruling,
          ruling.decision().reason(),
          null,
          declared > 0 ? Optional.of(declared) : Optional.empty());
    }
  }

  /**
   * Records an answer to DATA.
   *
   * @param reversePath the envelope sender
   * @param ruling what was known about the recipient before the message came
   * @param verdict what was answered
   * @param sizeBytes the size of the message; empty when it was not read to its end
   */
  public void atData(
      ReversePath reversePath, Ruling ruling, Verdict verdict, Optional<Long> sizeBytes) {
    if (on) {
      add(
          reversePath,
          verdict.recipient(),
          ruling,
          verdict.reason(),
          messageOf(verdict),
          sizeBytes);
    }
  }

  private static @Nullable MessageId messageOf(Verdict verdict) {
    if (verdict instanceof Verdict.Stored stored) {
      return stored.messageId();
    }
    return verdict instanceof Verdict.AlreadyStored known ? known.messageId() : null;
  }

  private void add(
      ReversePath reversePath,
      EmailAddress recipient,
      Ruling ruling,
      Reason reason,
      @Nullable MessageId messageId,
      Optional<Long> sizeBytes) {
    try {
      Optional<AliasPattern> alias = Optional.ofNullable(ruling.alias());
      // one that was erased since RCPT must not come up again
      Optional<MailboxId> mailboxId =
          reason == Reason.MAILBOX_DELETED
              ? Optional.empty()
              : Optional.ofNullable(ruling.mailboxId());
      DeliveryRecord record =
          new DeliveryRecord(
              new DeliveryRecordId(ids.next()),
              reversePath,
              recipient,
              alias,
              mailboxId,
              reason,
              Optional.ofNullable(messageId),
              sizeBytes);
      if (!waiting.offer(record) && dropped.getAndIncrement() == 0) {
        LOG.warn(
            "The delivery log drops records: {} wait to be written. Is the store away, and does"
                + " somebody call housekeeping().runOnce() every few seconds?",
            CAPACITY);
      }
    } catch (RuntimeException e) {
      // whatever it is, the answer stands: the message may be committed
      LOG.error("An answer is missing in the delivery log", e);
    }
  }

  /**
   * Writes what waits, in batches. What the store does not take now stays, and is tried again the
   * next time.
   *
   * @return false when something had to stay
   */
  public boolean flush() {
    return writer.write(waiting, dropped::addAndGet);
  }

  /** Writes what waits for the last time, and records nothing any more. */
  public void close() {
    on = false;
    if (!flush()) {
      LOG.error(
          "{} records of the delivery log are lost: the store did not take them before the end",
          writer.abandon(waiting));
    }
  }

  /**
   * Counts the records that were lost.
   *
   * @return how many were since the journal was made
   */
  public long dropped() {
    return dropped.get();
  }

  /** For tests: what waits to be written. */
  List<DeliveryRecord> waiting() {
    return List.copyOf(waiting);
  }
}
