package dev.melme.api.admin;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;

/**
 * The messages that teams sent, over all mailboxes. Safe for use by many threads. Every method
 * throws {@link dev.melme.api.StoreException} when the store cannot answer.
 */
public interface Outbox {

  /**
   * Lists messages in one state, the newest first.
   *
   * @param state QUEUED finds those that are being sent as well, SENDING those alone
   * @param request which page
   * @return the messages
   */
  Page<Outbound> page(OutboundState state, PageRequest request);

  /**
   * Tries a message again, at once, for recipients that did not get it.
   *
   * @param mailboxId the mailbox
   * @param messageId the sent copy
   * @param actor who does it, for the host's records; 1 to 100 characters
   * @return false when there is no such recipient, or a dispatcher has it in hand
   * @throws NotFoundException when that mailbox sent no such message
   */
  boolean retry(MailboxId mailboxId, MessageId messageId, String actor);

  /**
   * Calls a message back from recipients that nobody has taken it for yet.
   *
   * @param mailboxId the mailbox
   * @param messageId the sent copy
   * @param actor who does it, for the host's records; 1 to 100 characters
   * @return false when nothing was to be called back, or a dispatcher has it in hand
   * @throws NotFoundException when that mailbox sent no such message
   */
  boolean cancel(MailboxId mailboxId, MessageId messageId, String actor);
}
