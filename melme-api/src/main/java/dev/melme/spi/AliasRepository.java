package dev.melme.spi;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.MailboxId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps aliases and registered domains. Keys are compared byte by byte ({@link
 * AliasPattern#key()}). Safe for use by many threads.
 */
public interface AliasRepository {

  /**
   * Finds the first alias that exists, in one round trip, together with the mailbox it leads to.
   *
   * @param candidates patterns on one domain, the most specific first; 1 to 10
   * @return the match; without an alias it tells whether the domain is ours
   */
  AliasMatch match(List<AliasPattern> candidates);

  /**
   * Adds an alias.
   *
   * @param alias the alias, version 1
   * @return false when there is an alias of that pattern; nothing is changed then
   */
  boolean create(Alias alias);

  /**
   * Replaces an alias if nobody else did so before. Pattern and time of creation never change.
   *
   * @param changed the alias with its new version, which is the stored version plus one
   * @return false when the stored version is another one or the alias does not exist
   */
  boolean update(Alias changed);

  /**
   * Removes an alias.
   *
   * @param pattern the alias
   * @return false when there is none
   */
  boolean delete(AliasPattern pattern);

  /**
   * Finds by pattern.
   *
   * @param pattern the pattern
   * @return the alias, or empty
   */
  Optional<Alias> find(AliasPattern pattern);

  /**
   * Lists by the UTF-8 bytes of the key, ascending.
   *
   * @param after the last pattern of the page before, or empty
   * @param limit the most aliases to return
   * @return the aliases
   */
  List<Alias> list(Optional<AliasPattern> after, int limit);

  /**
   * Lists the aliases that lead to one mailbox, by key, ascending.
   *
   * @param mailboxId the mailbox, existing or not
   * @param after the last pattern of the page before, or empty
   * @param limit the most aliases to return
   * @return the aliases
   */
  List<Alias> listByMailbox(MailboxId mailboxId, Optional<AliasPattern> after, int limit);

  /**
   * Registers a domain.
   *
   * @param domain the domain
   * @return false when it was registered already
   */
  boolean registerDomain(DomainName domain);

  /**
   * Takes a registration back.
   *
   * @param domain the domain
   * @return false when it was not registered
   */
  boolean unregisterDomain(DomainName domain);

  /**
   * Lists the domains that are ours, registered or by an alias, ascending by their ASCII form.
   *
   * @param after the last domain of the page before, or empty
   * @param limit the most domains to return
   * @return the domains, each once
   */
  List<DomainName> domains(Optional<DomainName> after, int limit);
}
