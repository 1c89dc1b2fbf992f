package dev.melme.inmemory;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.MailboxId;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.AliasRepository;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Aliases and domains in memory. */
final class InMemoryAliasRepository implements AliasRepository {

  private final InMemoryStore store;

  InMemoryAliasRepository(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public AliasMatch match(List<AliasPattern> candidates) {
    return directory().match(candidates);
  }

  @Override
  public boolean create(Alias alias) {
    return directory().create(alias);
  }

  @Override
  public boolean update(Alias changed) {
    return directory().update(changed);
  }

  @Override
  public boolean delete(AliasPattern pattern) {
    return directory().delete(pattern);
  }

  @Override
  public Optional<Alias> find(AliasPattern pattern) {
    return Optional.ofNullable(directory().find(pattern));
  }

  @Override
  public List<Alias> list(Optional<AliasPattern> after, int limit) {
    return page(directory().all(), after, limit);
  }

  @Override
  public List<Alias> listByMailbox(MailboxId mailboxId, Optional<AliasPattern> after, int limit) {
    NavigableMap<AliasPattern, AliasEntry> aliases = directory().leadingTo(mailboxId);
    return aliases == null ? List.of() : page(aliases, after, limit);
  }

  private static List<Alias> page(
      NavigableMap<AliasPattern, AliasEntry> aliases, Optional<AliasPattern> after, int limit) {
    return after.map(pattern -> aliases.tailMap(pattern, false)).orElse(aliases).values().stream()
        .limit(limit)
        .map(entry -> entry.alias)
        .toList();
  }

  @Override
  public boolean registerDomain(DomainName domain) {
    return directory().register(domain);
  }

  @Override
  public boolean unregisterDomain(DomainName domain) {
    return directory().unregister(domain);
  }

  @Override
  public List<DomainName> domains(Optional<DomainName> after, int limit) {
    return directory().domains().list(after, limit);
  }

  private AliasDirectory directory() {
    return store.contents().aliases;
  }
}
