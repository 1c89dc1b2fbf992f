package dev.melme.testkit;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.MailboxId;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.AliasRepository;
import java.util.List;
import java.util.Optional;

class ForwardingAliases implements AliasRepository {

  final InMemoryStore store;
  final AliasRepository real;
  final Gate gate = new Gate();

  ForwardingAliases(InMemoryStore store) {
    this.store = store;
    this.real = store.aliases();
  }

  @Override
  public AliasMatch match(List<AliasPattern> candidates) {
    return real.match(candidates);
  }

  @Override
  public boolean create(Alias alias) {
    return real.create(alias);
  }

  @Override
  public boolean update(Alias changed) {
    return real.update(changed);
  }

  @Override
  public boolean delete(AliasPattern pattern) {
    return real.delete(pattern);
  }

  @Override
  public Optional<Alias> find(AliasPattern pattern) {
    return real.find(pattern);
  }

  @Override
  public List<Alias> list(Optional<AliasPattern> after, int limit) {
    return real.list(after, limit);
  }

  @Override
  public List<Alias> listByMailbox(MailboxId mailboxId, Optional<AliasPattern> after, int limit) {
    return real.listByMailbox(mailboxId, after, limit);
  }

  @Override
  public boolean registerDomain(DomainName domain) {
    return real.registerDomain(domain);
  }

  @Override
  public boolean unregisterDomain(DomainName domain) {
    return real.unregisterDomain(domain);
  }

  @Override
  public List<DomainName> domains(Optional<DomainName> after, int limit) {
    return real.domains(after, limit);
  }
}
