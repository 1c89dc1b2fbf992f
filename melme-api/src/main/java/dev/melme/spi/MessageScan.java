package dev.melme.spi;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How far the scan of the attachments of a message is.
 *
 * @param mailboxId the mailbox
 * @param messageId the message
 * @param attempts how often it was begun
 * @param dueAt when it is to be begun the next time; empty once it is done
 * @param refused the paths of the parts that were refused; empty until it is done
 */
public record MessageScan(
    MailboxId mailboxId,
    MessageId messageId,
    int attempts,
    Optional<Instant> dueAt,
    Set<String> refused) {

  /** Copies the paths and checks that nothing is missing. */
  public MessageScan {
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(dueAt, "dueAt");
    refused = Set.copyOf(refused);
  }

  /**
   * Tells whether a scanner has seen all attachments.
   *
   * @return false while it is due or under way
   */
  public boolean done() {
    return dueAt.isEmpty();
  }
}
