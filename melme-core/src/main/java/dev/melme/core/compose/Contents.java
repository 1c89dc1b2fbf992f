package dev.melme.core.compose;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoredContent;
import dev.melme.api.outbound.DraftId;
import java.util.Optional;

/** Opens what is stored. Safe for use by many threads. */
public interface Contents {

  /**
   * The bytes of a message.
   *
   * @param mailboxId the mailbox
   * @param messageId the message
   * @return the bytes, or empty when that mailbox has none of that id
   */
  Optional<StoredContent> message(MailboxId mailboxId, MessageId messageId);

  /**
   * The bytes of a file of a draft.
   *
   * @param mailboxId the mailbox
   * @param id the draft
   * @param number the file
   * @return the bytes, or empty when that mailbox has no such draft, or the draft no such file
   */
  Optional<StoredContent> draftFile(MailboxId mailboxId, DraftId id, int number);
}
