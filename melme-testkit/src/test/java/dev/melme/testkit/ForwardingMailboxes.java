package dev.melme.testkit;

import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.Slug;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MailboxRepository;
import java.util.List;
import java.util.Optional;

class ForwardingMailboxes implements MailboxRepository {

  final InMemoryStore store;
  final MailboxRepository real;
  final Gate gate = new Gate();

  ForwardingMailboxes(InMemoryStore store) {
    this.store = store;
    this.real = store.mailboxes();
  }

  @Override
  public boolean create(Mailbox mailbox) {
    return real.create(mailbox);
  }

  @Override
  public Optional<Mailbox> find(MailboxId id) {
    return real.find(id);
  }

  @Override
  public Optional<Mailbox> find(Slug slug) {
    return real.find(slug);
  }

  @Override
  public boolean update(Mailbox changed) {
    return real.update(changed);
  }

  @Override
  public boolean erase(MailboxId id) {
    return real.erase(id);
  }

  @Override
  public List<Mailbox> list(Optional<Slug> after, int limit) {
    return real.list(after, limit);
  }

  @Override
  public MailboxUsage usage(MailboxId id) {
    return real.usage(id);
  }
}
