package dev.melme.spi;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.Slug;
import java.util.List;
import java.util.Optional;

/** Keeps mailboxes. Safe for use by many threads. */
public interface MailboxRepository {

  /**
   * Adds a mailbox.
   *
   * @param mailbox the mailbox, version 1
   * @return false when its slug is taken, also by a mailbox that was erased; nothing is changed
   *     then
   */
  boolean create(Mailbox mailbox);

  /**
   * Finds by id.
   *
   * @param id the id
   * @return the mailbox, or empty
   */
  Optional<Mailbox> find(MailboxId id);

  /**
   * Finds by slug.
   *
   * @param slug the slug
   * @return the mailbox, or empty
   */
  Optional<Mailbox> find(Slug slug);

  /**
   * Replaces a mailbox if nobody else did so before. Slug, id and time of creation never change.
   * When it is not active afterwards it has no session any more, and its epoch is the next one.
   *
   * @param changed the mailbox with its new version, which is the stored version plus one
   * @return false when the stored version is another one or the mailbox does not exist
   */
  boolean update(Mailbox changed);

  /**
   * Erases a mailbox with its messages, their bytes, what the outbox keeps of them, its drafts,
   * delivery keys, password, sessions and records of the delivery log, for good and before it
   * returns. The slug stays reserved; aliases stay and lead nowhere.
   *
   * @param id the mailbox
   * @return false when it does not exist
   */
  boolean erase(MailboxId id);

  /**
   * Lists by slug, ascending, char by char.
   *
   * @param after the last slug of the page before, or empty
   * @param limit the most mailboxes to return
   * @return the mailboxes
   */
  List<Mailbox> list(Optional<Slug> after, int limit);

  /**
   * Counts what a mailbox holds.
   *
   * @param id the mailbox
   * @return number and size of its messages; nothing for a mailbox that does not exist
   */
  MailboxUsage usage(MailboxId id);
}
