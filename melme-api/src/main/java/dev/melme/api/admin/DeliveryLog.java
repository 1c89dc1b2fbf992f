package dev.melme.api.admin;

import dev.melme.api.InvalidValueException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.StoreException;

/**
 * Answers "did that mail ever arrive?": what each recipient of each message was told, and why.
 *
 * <p>A recipient that was refused or deferred at RCPT leaves one record then; one that was accepted
 * leaves its record at DATA. A record is written after the answer, not before: what this node has
 * not written yet is written before it is read here; that of other nodes shows up after their next
 * housekeeping. Safe for use by many threads.
 */
public interface DeliveryLog {

  /**
   * Lists records, the newest first.
   *
   * <p>It looks at no more than 5,000 records: those of the recipient, else of the sender, else of
   * the mailbox, else all, within the times of the filter. When the others leave a page short, it
   * says so ({@link Page#complete()}) and the next page goes on.
   *
   * @param filter which records
   * @param request which page
   * @return the page
   * @throws InvalidValueException when the cursor is none of this list
   * @throws StoreException when the store cannot answer
   */
  Page<DeliveryRecord> page(DeliveryFilter filter, PageRequest request);

  /**
   * Counts the records that this node had no room to keep while the store was away, or while nobody
   * called for its housekeeping. What senders were answered was not touched by that.
   *
   * @return how many were lost since it started
   */
  long dropped();
}
