package dev.melme.api.admin;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AlreadyExistsException;
import dev.melme.api.DomainName;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import java.util.Optional;

/** Creates, re-routes and deletes aliases and registers domains. Safe for use by many threads. */
public interface AliasAdmin {

  /**
   * Creates an enabled alias.
   *
   * @param pattern an address, or {@code *@domain} for a catch-all
   * @param route where its mail goes
   * @return the alias, with warnings
   * @throws InvalidValueException when the pattern is no address
   * @throws AlreadyExistsException when there is such an alias already
   * @throws NotFoundException when the mailbox does not exist
   */
  default SavedAlias createAlias(String pattern, Route route) {
    return createAlias(NewAlias.of(AliasPattern.parse(pattern), route));
  }

  /**
   * Creates an alias.
   *
   * @param alias what to create
   * @return the alias, with warnings
   * @throws AlreadyExistsException when there is such an alias already
   * @throws NotFoundException when the mailbox does not exist
   */
  SavedAlias createAlias(NewAlias alias);

  /**
   * Finds an alias by its own pattern; to see what an address leads to, use {@code explain}.
   *
   * @param pattern the pattern
   * @return the alias, or empty
   */
  Optional<Alias> alias(AliasPattern pattern);

  /**
   * Lists all aliases, by pattern.
   *
   * @param request which page
   * @return the page
   */
  Page<Alias> aliases(PageRequest request);

  /**
   * Lists the aliases that lead to a mailbox, by pattern; also those of a deleted one.
   *
   * @param mailboxId the mailbox
   * @param request which page
   * @return the page
   */
  Page<Alias> aliases(MailboxId mailboxId, PageRequest request);

  /**
   * Sends the mail of an alias elsewhere from now on. Mail that is stored stays where it is.
   *
   * @param pattern the alias
   * @param route where its mail goes
   * @return the alias, with warnings
   * @throws NotFoundException when there is no such alias, or the mailbox does not exist
   */
  SavedAlias reroute(AliasPattern pattern, Route route);

  /**
   * Lets an alias take mail. Doing it twice changes nothing.
   *
   * @param pattern the alias
   * @return the alias, with warnings
   * @throws NotFoundException when there is no such alias
   */
  SavedAlias enableAlias(AliasPattern pattern);

  /**
   * Lets an alias refuse mail. Doing it twice changes nothing.
   *
   * @param pattern the alias
   * @return the alias
   * @throws NotFoundException when there is no such alias
   */
  Alias disableAlias(AliasPattern pattern);

  /**
   * Says how an alias refuses while it is disabled or its mailbox is inactive.
   *
   * @param pattern the alias
   * @param whenUnavailable for good or for the time being
   * @return the alias
   * @throws NotFoundException when there is no such alias
   */
  Alias changeAlias(AliasPattern pattern, Alias.WhenUnavailable whenUnavailable);

  /**
   * Says whether the mailbox of an alias may write as it. What is queued already is sent.
   *
   * @param pattern the alias
   * @param sending whether it may
   * @return the alias as it is now
   * @throws dev.melme.api.NotFoundException when there is no such alias
   */
  Alias changeAlias(AliasPattern pattern, Alias.Sending sending);

  /**
   * Deletes an alias. Mail that came in through it stays.
   *
   * @param pattern the alias
   * @return false when there was none
   */
  boolean deleteAlias(AliasPattern pattern);

  /**
   * Declares a domain ours although it has no alias yet: unknown recipients on it are answered 550
   * 5.1.1 instead of 550 5.7.1.
   *
   * @param domain the domain
   * @return false when it was registered already
   */
  boolean registerDomain(DomainName domain);

  /**
   * Takes a registration back. The domain stays ours while any alias is on it.
   *
   * @param domain the domain
   * @return false when it was not registered
   */
  boolean unregisterDomain(DomainName domain);

  /**
   * Lists the domains that are ours, registered or by an alias, by name.
   *
   * @param request which page
   * @return the page
   */
  Page<DomainName> domains(PageRequest request);

  /**
   * Looks for what an administrator should mend: orphans, aliases of inactive mailboxes, aliases
   * that take mail away from others, domains without a postmaster (RFC 5321 §4.5.1).
   *
   * <p>It reads all aliases page by page: for a desk, not for a hot path.
   *
   * @return at most 1,000 findings
   */
  LintReport lint();
}
