package dev.melme.api.admin;

import dev.melme.api.AlreadyExistsException;
import dev.melme.api.ConflictException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Slug;
import java.util.Optional;

/** Creates, changes and deletes mailboxes. Safe for use by many threads. */
public interface MailboxAdmin {

  /**
   * Creates a mailbox.
   *
   * @param mailbox what to create
   * @return the mailbox with its id
   * @throws AlreadyExistsException when the slug is taken, also by a mailbox that was deleted
   */
  Mailbox createMailbox(NewMailbox mailbox);

  /**
   * Finds a mailbox by its slug.
   *
   * @param slug the slug
   * @return the mailbox, or empty
   */
  Optional<Mailbox> mailbox(Slug slug);

  /**
   * Finds a mailbox by its id.
   *
   * @param id the id
   * @return the mailbox, or empty
   */
  Optional<Mailbox> mailbox(MailboxId id);

  /**
   * Lists all mailboxes, by slug.
   *
   * @param request which page
   * @return the page
   */
  Page<Mailbox> mailboxes(PageRequest request);

  /**
   * Saves a changed mailbox: title, sender name, description, recovery address, status and quota.
   *
   * @param changed a mailbox read before and changed by its {@code with...} methods
   * @return the mailbox with its new version
   * @throws NotFoundException when the mailbox was deleted meanwhile
   * @throws ConflictException when somebody else changed it meanwhile
   */
  Mailbox updateMailbox(Mailbox changed);

  /**
   * Lets a mailbox take mail. Doing it twice changes nothing.
   *
   * @param id the mailbox
   * @return the active mailbox
   * @throws NotFoundException when there is no such mailbox
   */
  Mailbox activateMailbox(MailboxId id);

  /**
   * Lets a mailbox refuse mail and keeps all that it holds. Doing it twice changes nothing.
   *
   * @param id the mailbox
   * @return the inactive mailbox
   * @throws NotFoundException when there is no such mailbox
   */
  Mailbox deactivateMailbox(MailboxId id);

  /**
   * Deletes a mailbox and erases its messages for good, at once. Its aliases stay as orphans and
   * refuse mail; its slug is never used again.
   *
   * @param id the mailbox
   * @return false when there was no such mailbox any more
   */
  boolean deleteMailbox(MailboxId id);

  /**
   * Counts what a mailbox holds, now.
   *
   * @param id the mailbox
   * @return number and size of its messages
   * @throws NotFoundException when there is no such mailbox
   */
  MailboxUsage usage(MailboxId id);
}
