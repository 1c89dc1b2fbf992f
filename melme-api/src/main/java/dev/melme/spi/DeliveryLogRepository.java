package dev.melme.spi;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the delivery log. Core hands records over in batches, some time after the answer that they
 * tell of, and hands a batch over again when it does not know whether it was kept. Safe for use by
 * many threads.
 *
 * <p>A record that names a mailbox belongs to it: {@link MailboxRepository#erase} erases it, and no
 * method answers it once the mailbox is gone.
 */
public interface DeliveryLogRepository {

  /** The most records that are handed over at once. */
  int MAX_BATCH = 500;

  /**
   * Keeps records. One whose id is there already changes nothing; one of a mailbox that does not
   * exist is left out, also when the mailbox is erased meanwhile.
   *
   * @param batch the records, in any order; at most {@link #MAX_BATCH}
   */
  void record(List<DeliveryRecord> batch);

  /**
   * Lists records by id, descending: the newest first.
   *
   * @param range which part of the log
   * @param limit the most records to return
   * @return the records
   */
  List<DeliveryRecord> list(LogRange range, int limit);

  /**
   * Lists the records of a recipient by id, descending.
   *
   * @param recipient the recipient, matched by its canonical form
   * @param range which part of the log
   * @param limit the most records to return
   * @return the records
   */
  List<DeliveryRecord> listByRecipient(EmailAddress recipient, LogRange range, int limit);

  /**
   * Lists the records of an envelope sender by id, descending.
   *
   * @param reversePath the sender, matched by its canonical form; the null reverse path is one too
   * @param range which part of the log
   * @param limit the most records to return
   * @return the records
   */
  List<DeliveryRecord> listBySender(ReversePath reversePath, LogRange range, int limit);

  /**
   * Lists the records of a mailbox by id, descending.
   *
   * @param mailboxId the mailbox
   * @param range which part of the log
   * @param limit the most records to return
   * @return the records; none for a mailbox that does not exist
   */
  List<DeliveryRecord> listByMailbox(MailboxId mailboxId, LogRange range, int limit);

  /**
   * Removes old records, the oldest first.
   *
   * @param before records made before this time go
   * @param limit the most records to remove, so that the call stays short
   * @return how many were removed
   */
  int prune(Instant before, int limit);
}
