package dev.melme.core.admin;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.AlreadyExistsException;
import dev.melme.api.ConflictException;
import dev.melme.api.Cursor;
import dev.melme.api.DomainName;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxRef;
import dev.melme.api.MelMeException;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.admin.AliasAdmin;
import dev.melme.api.admin.LintReport;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.SavedAlias;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.AliasRepository;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates, re-routes and deletes aliases in a store. Safe for use by many threads. */
final class AliasDesk implements AliasAdmin {

  private static final int MAX_ATTEMPTS = 100;

  private final AliasRepository aliases;
  private final MailboxDesk mailboxes;
  private final StoreTime time;
  private final Linter linter;

  AliasDesk(AliasRepository aliases, MailboxDesk mailboxes, StoreTime time, Linter linter) {
    this.aliases = aliases;
    this.mailboxes = mailboxes;
    this.time = time;
    this.linter = linter;
  }

  @Override
  public SavedAlias createAlias(NewAlias wanted) {
    Mailbox mailbox = target(wanted.route());
    Alias alias =
        new Alias(
            wanted.pattern(),
            mailbox.id(),
            wanted.status(),
            wanted.whenUnavailable(),
            wanted.sending(),
            time.now(),
            1);
    if (!aliases.create(alias)) {
      throw new AlreadyExistsException(
          "There is an alias " + wanted.pattern() + " already. Re-route it instead");
    }
    return saved(alias);
  }

  /** A target must exist when an alias is saved; inactive ones are taken with a warning. */
  private Mailbox target(Route route) {
    return route.accept(
        new Route.Visitor<Mailbox>() {
          @Override
          public Mailbox toMailbox(Route.ToMailbox to) {
            MailboxRef ref = to.mailbox();
            return ref instanceof MailboxRef.BySlug bySlug
                ? mailboxes.require(bySlug.slug())
                : mailboxes.require(((MailboxRef.ById) ref).id());
          }

          @Override
          public Mailbox other(Route other) {
            throw new MelMeException("This version of MelMe routes to mailboxes only");
          }
        });
  }

  @Override
  public Optional<Alias> alias(AliasPattern pattern) {
    return aliases.find(pattern);
  }

  @Override
  public Page<Alias> aliases(PageRequest request) {
    return page(aliases.list(after(request), request.limit() + 1), request);
  }

  @Override
  public Page<Alias> aliases(MailboxId mailboxId, PageRequest request) {
    return page(aliases.listByMailbox(mailboxId, after(request), request.limit() + 1), request);
  }

  private static Optional<AliasPattern> after(PageRequest request) {
    return request.after().map(cursor -> AliasPattern.parse(cursor.value()));
  }

  private static Page<Alias> page(List<Alias> rows, PageRequest request) {
    return Page.ofRows(rows, request.limit(), last -> new Cursor(last.pattern().key()));
  }

  @Override
  public SavedAlias reroute(AliasPattern pattern, Route route) {
    MailboxId target = target(route).id();
    return saved(change(pattern, alias -> alias.withMailboxId(target)));
  }

  @Override
  public SavedAlias enableAlias(AliasPattern pattern) {
    return saved(change(pattern, alias -> alias.withStatus(AliasStatus.ENABLED)));
  }

  @Override
  public Alias disableAlias(AliasPattern pattern) {
    return change(pattern, alias -> alias.withStatus(AliasStatus.DISABLED));
  }

  @Override
  public Alias changeAlias(AliasPattern pattern, Alias.WhenUnavailable whenUnavailable) {
    return change(pattern, alias -> alias.withWhenUnavailable(whenUnavailable));
  }

  @Override
  public Alias changeAlias(AliasPattern pattern, Alias.Sending sending) {
    return change(pattern, alias -> alias.withSending(sending));
  }

  /** Each change touches one property, so a lost race is simply tried again on the new version. */
  private Alias change(AliasPattern pattern, UnaryOperator<Alias> change) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Alias alias =
          aliases
              .find(pattern)
              .orElseThrow(() -> new NotFoundException("There is no alias " + pattern));
      Alias changed = change.apply(alias);
      if (changed.equals(alias)) {
        return alias;
      }
      Alias next = changed.withVersion(alias.version() + 1);
      if (aliases.update(next)) {
        return next;
      }
    }
    throw new ConflictException(
        "Alias " + pattern + " is changed by others all the time. Try again");
  }

  private SavedAlias saved(Alias alias) {
    List<SavedAlias.Warning> warnings =
        mailboxes
            .mailbox(alias.mailboxId())
            .map(
                mailbox ->
                    mailbox.active()
                        ? List.<SavedAlias.Warning>of()
                        : List.of(SavedAlias.Warning.MAILBOX_INACTIVE))
            .orElse(List.of(SavedAlias.Warning.MAILBOX_DELETED));
    return new SavedAlias(alias, warnings);
  }

  @Override
  public boolean deleteAlias(AliasPattern pattern) {
    return aliases.delete(pattern);
  }

  @Override
  public boolean registerDomain(DomainName domain) {
    return aliases.registerDomain(domain);
  }

  @Override
  public boolean unregisterDomain(DomainName domain) {
    return aliases.unregisterDomain(domain);
  }

  @Override
  public Page<DomainName> domains(PageRequest request) {
    Optional<DomainName> after = request.after().map(cursor -> DomainName.parse(cursor.value()));
    List<DomainName> rows = aliases.domains(after, request.limit() + 1);
    return Page.ofRows(rows, request.limit(), last -> new Cursor(last.ascii()));
  }

  @Override
  public LintReport lint() {
    return linter.lint();
  }
}
