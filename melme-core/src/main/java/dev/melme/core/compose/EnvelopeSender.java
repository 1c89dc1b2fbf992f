package dev.melme.core.compose;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;

/** Decides where remote systems send trouble with a message. Safe for use by many threads. */
@FunctionalInterface
public interface EnvelopeSender {

  /** The address that the message is from. */
  EnvelopeSender ALIAS = (from, mailboxId, messageId) -> ReversePath.of(from);

  /**
   * The envelope sender of one message, the same for all of its recipients and attempts.
   *
   * @param from the address in its From field
   * @param mailboxId the mailbox that sends it
   * @param messageId the sent copy
   * @return the reverse path
   */
  ReversePath of(EmailAddress from, MailboxId mailboxId, MessageId messageId);
}
