package dev.melme.spi;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages have attachments that a scanner is still to see, or has refused. Safe for use by
 * many threads.
 *
 * <p>A scan begins to exist together with the entry of its message, when {@link
 * MessageRepository#apply} is given a batch that names the message in {@link CatchUpBatch#scans};
 * it is due at once, and goes with the message.
 */
public interface ScanRepository {

  /**
   * Finds the scan of a message.
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @return the scan, or empty when this mailbox has none of that message
   */
  Optional<MessageScan> find(MailboxId mailboxId, MessageId messageId);

  /**
   * Takes scans that are due, the earliest first: each goes to one caller, is begun once more, and
   * is due again at the given time unless it is settled before. Safe on many nodes.
   *
   * @param now scans that are due at this time or earlier are taken
   * @param until when they are due again
   * @param limit the most scans to take, over all mailboxes
   * @return the scans as they are now
   */
  List<MessageScan> lease(Instant now, Instant until, int limit);

  /**
   * Says when a scan that could not be done is due again.
   *
   * @param scan the scan as it was leased; nothing is done when it was leased again since
   * @param dueAt when
   */
  void postpone(MessageScan scan, Instant dueAt);

  /**
   * Notes that a scan is done. It is a {@link Change} of the kind {@code CHANGED} that waits for
   * its position.
   *
   * @param scan the scan as it was leased
   * @param refused the paths of the parts that were refused
   * @param at the time
   * @return false when the message is gone, or the scan was leased again or settled since; nothing
   *     is done then
   */
  boolean settle(MessageScan scan, Set<String> refused, Instant at);
}
