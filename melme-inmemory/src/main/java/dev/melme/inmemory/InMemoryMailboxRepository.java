package dev.melme.inmemory;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.Slug;
import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.spi.MailboxRepository;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Mailboxes in memory. */
final class InMemoryMailboxRepository implements MailboxRepository {

  private final InMemoryStore store;

  InMemoryMailboxRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public boolean create(Mailbox mailbox) {
    Contents contents = store.contents();
    synchronized (contents.mailboxChanges) {
      if (contents.slugs.containsKey(mailbox.slug())) {
        return false;
      }
      MailboxShelf shelf = new MailboxShelf(mailbox, contents);
      if (contents.shelves.putIfAbsent(mailbox.id(), shelf) != null) {
        throw new StoreException(
            Fault.BROKEN, "Mailbox id " + mailbox.id() + " exists. Give each its own id", null);
      }
      contents.slugs.put(mailbox.slug(), mailbox.id());
      contents.bySlug.put(mailbox.slug().value(), shelf);
      return true;
    }
  }

  @Override
  public Optional<Mailbox> find(MailboxId id) {
    MailboxShelf shelf = store.contents().shelves.get(id);
    return shelf == null ? Optional.empty() : Optional.ofNullable(shelf.mailbox());
  }

  @Override
  public Optional<Mailbox> find(Slug slug) {
    MailboxId id = store.contents().slugs.get(slug);
    return id == null ? Optional.empty() : find(id);
  }

  @Override
  public boolean update(Mailbox changed) {
    MailboxShelf shelf = store.contents().shelves.get(changed.id());
    return shelf != null && shelf.update(changed);
  }

  @Override
  public boolean erase(MailboxId id) {
    Contents contents = store.contents();
    synchronized (contents.mailboxChanges) {
      MailboxShelf shelf = contents.shelves.get(id);
      if (shelf == null) {
        return false;
      }
      Mailbox erased = shelf.erase();
      contents.shelves.remove(id);
      contents.bySlug.remove(erased.slug().value());
      contents.log.values().removeIf(record -> record.mailboxId().filter(id::equals).isPresent());
      return true;
    }
  }

  @Override
  public List<Mailbox> list(Optional<Slug> after, int limit) {
    Contents contents = store.contents();
    Collection<MailboxShelf> shelves =
        after
            .map(slug -> contents.bySlug.tailMap(slug.value(), false))
            .orElse(contents.bySlug)
            .values();
    return shelves.stream()
        .map(MailboxShelf::mailbox)
        .filter(Objects::nonNull)
        .limit(limit)
        .toList();
  }

  @Override
  public MailboxUsage usage(MailboxId id) {
    MailboxShelf shelf = store.contents().shelves.get(id);
    return shelf == null ? MailboxUsage.NONE : shelf.usage();
  }
}
