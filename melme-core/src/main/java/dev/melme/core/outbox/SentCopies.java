package dev.melme.core.outbox;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import java.util.Optional;

/** Opens the bytes of sent copies. Safe for use by many threads. */
@FunctionalInterface
public interface SentCopies {

  /**
   * Finds the bytes of one.
   *
   * @param mailboxId the mailbox
   * @param messageId the sent copy
   * @return its bytes, or empty once it was erased
   */
  Optional<StoredContent> open(MailboxId mailboxId, MessageId messageId);
}
