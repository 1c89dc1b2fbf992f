package dev.melme.api.admin;

import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.workspace.Workspace;

/**
 * The administrator's view: sets up mailboxes, aliases and domains.
 *
 * <p>Safe for use by many threads. Every method throws {@link dev.melme.api.StoreException} when
 * the store cannot answer. Nothing here asks who calls: it is for the host alone.
 */
public interface MelMeAdmin extends MailboxAdmin, AliasAdmin {

  /**
   * Opens a mailbox for a host that has checked by its own sign-on who may read it.
   *
   * @param mailboxId the mailbox, active or not
   * @param actor who reads, for the host's records; 1 to 200 characters
   * @return the handle on the mailbox
   * @throws NotFoundException when there is no such mailbox
   */
  Workspace workspace(MailboxId mailboxId, String actor);

  /**
   * What became of mail: one record per recipient and verdict.
   *
   * @return always the same view
   */
  DeliveryLog deliveryLog();

  /**
   * What teams send.
   *
   * @return always the same view
   */
  Outbox outbox();
}
