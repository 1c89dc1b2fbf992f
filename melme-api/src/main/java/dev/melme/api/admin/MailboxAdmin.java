package dev.melme.api.admin;

import dev.melme.api.AlreadyExistsException;
import dev.melme.api.ConflictException;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import java.util.List;
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
   * Lets a mailbox refuse mail and sign-ins, ends its sessions, and keeps all that it holds. Doing
   * it twice changes nothing.
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

  /**
   * Gives a mailbox a password, its first or a new one, ends its sessions and forgets its failed
   * sign-ins. Without a password nobody signs in.
   *
   * @param id the mailbox
   * @param password 15 to 1,024 bytes of UTF-8, anything else is up to the team; compared after
   *     Unicode normalisation (NFC)
   * @throws NotFoundException when there is no such mailbox
   * @throws InvalidValueException when the password is too short or too long
   */
  void setPassword(MailboxId id, String password);

  /**
   * Gives a mailbox a random password, ends its sessions and forgets its failed sign-ins.
   *
   * @param id the mailbox
   * @return the password, which nobody can tell again: 150 random bits as letters and digits
   * @throws NotFoundException when there is no such mailbox
   */
  String resetPassword(MailboxId id);

  /**
   * Lists who is signed in to a mailbox, the newest first.
   *
   * @param id the mailbox
   * @return at most 500 sessions; none for a mailbox that does not exist
   */
  List<Session> sessions(MailboxId id);

  /**
   * Ends a session.
   *
   * @param id the mailbox
   * @param session the session
   * @return false when that mailbox has none of that id, or it has ended
   */
  boolean endSession(MailboxId id, SessionId session);

  /**
   * Ends all sessions of a mailbox.
   *
   * @param id the mailbox
   * @return how many there were
   */
  int endSessions(MailboxId id);
}
