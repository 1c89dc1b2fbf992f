package dev.melme.core.admin;

import dev.melme.api.AlreadyExistsException;
import dev.melme.api.ConflictException;
import dev.melme.api.Cursor;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.api.MailboxUsage;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Slug;
import dev.melme.api.admin.NewMailbox;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MailboxRepository;
import java.util.List;
import java.util.Optional;

/** Creates, changes and deletes mailboxes in a store. Safe for use by many threads. */
final class MailboxDesk {

  private static final int MAX_ATTEMPTS = 100;

  private final MailboxRepository mailboxes;
  private final StoreTime time;
  private final TimeOrderedIds ids;

  MailboxDesk(MailboxRepository mailboxes, StoreTime time) {
    this.mailboxes = mailboxes;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  Mailbox createMailbox(NewMailbox wanted) {
    Mailbox mailbox =
        new Mailbox(
            new MailboxId(ids.next()),
            wanted.slug(),
            wanted.name(),
            wanted.senderName(),
            wanted.description(),
            wanted.recoveryAddress(),
            wanted.status(),
            wanted.quota(),
            time.now(),
            1);
    if (!mailboxes.create(mailbox)) {
      throw new AlreadyExistsException(
          "The slug "
              + wanted.slug()
              + " is taken, or was by a mailbox that is deleted. Choose another one");
    }
    return mailbox;
  }

  Optional<Mailbox> mailbox(Slug slug) {
    return mailboxes.find(slug);
  }

  Optional<Mailbox> mailbox(MailboxId id) {
    return mailboxes.find(id);
  }

  Page<Mailbox> mailboxes(PageRequest request) {
    Optional<Slug> after = request.after().map(cursor -> Slug.of(cursor.value()));
    List<Mailbox> rows = mailboxes.list(after, request.limit() + 1);
    return Page.ofRows(rows, request.limit(), last -> new Cursor(last.slug().value()));
  }

  Mailbox updateMailbox(Mailbox changed) {
    Mailbox next = changed.withVersion(changed.version() + 1);
    if (!mailboxes.update(next)) {
      require(changed.id());
      throw new ConflictException(
          "Mailbox " + changed.id() + " was changed meanwhile. Read it again and repeat");
    }
    return next;
  }

  Mailbox activateMailbox(MailboxId id) {
    return setStatus(id, MailboxStatus.ACTIVE);
  }

  Mailbox deactivateMailbox(MailboxId id) {
    return setStatus(id, MailboxStatus.INACTIVE);
  }

  /** Wins against racing changes of other properties by trying again on the newest version. */
  private Mailbox setStatus(MailboxId id, MailboxStatus status) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Mailbox mailbox = require(id);
      if (mailbox.status() == status) {
        return mailbox;
      }
      Mailbox next = mailbox.withStatus(status).withVersion(mailbox.version() + 1);
      if (mailboxes.update(next)) {
        return next;
      }
    }
    throw new ConflictException("Mailbox " + id + " is changed by others all the time. Try again");
  }

  boolean deleteMailbox(MailboxId id) {
    return mailboxes.erase(id);
  }

  MailboxUsage usage(MailboxId id) {
    require(id);
    return mailboxes.usage(id);
  }

  Mailbox require(MailboxId id) {
    return mailboxes
        .find(id)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "Mailbox " + id + " does not exist. List the mailboxes to see which do"));
  }

  Mailbox require(Slug slug) {
    return mailboxes
        .find(slug)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "There is no mailbox " + slug + ". Create it first, then route to it"));
  }
}
