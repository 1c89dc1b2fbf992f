package dev.melme.core.admin;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.Slug;
import dev.melme.api.admin.DeliveryLog;
import dev.melme.api.admin.LintReport;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.admin.Outbox;
import dev.melme.api.admin.SavedAlias;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.outbox.StoreOutbox;
import dev.melme.core.reading.MailboxReading;
import dev.melme.core.reading.StoreWorkspace;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.signin.Entrance;
import dev.melme.core.signin.SessionDesk;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.util.List;
import java.util.Optional;

/** The administrator's view of a store: hands each call to the desk in charge. */
public final class StoreAdmin implements MelMeAdmin {

  private static final int MAX_ACTOR = 200;

  private final MailboxReading reading;
  private final MailboxDesk mailboxes;
  private final AliasDesk aliases;
  private final SessionDesk sessions;
  private final DeliveryLog log;
  private final Outbox outbox;

  /**
   * Creates the view.
   *
   * @param reading what workspaces share: the store, the time, the sessions
   * @param rules what the host set up
   * @param log the delivery log
   */
  public StoreAdmin(MailboxReading reading, RoutingRules rules, DeliveryLog log) {
    MelMeStore store = reading.store();
    StoreTime time = reading.time();
    this.reading = reading;
    this.log = log;
    this.outbox = new StoreOutbox(store.outbox(), reading.outbox());
    this.sessions = reading.sessions();
    this.mailboxes = new MailboxDesk(store.mailboxes(), time);
    this.aliases =
        new AliasDesk(store.aliases(), mailboxes, time, new Linter(store, rules.separator()));
  }

  @Override
  public Workspace workspace(MailboxId mailboxId, String actor) {
    if (actor.isBlank() || actor.length() > MAX_ACTOR) {
      throw new InvalidValueException("Name who reads the mailbox, in 1 to 200 characters");
    }
    mailboxes.require(mailboxId);
    return new StoreWorkspace(reading, mailboxId, Entrance.ofHost(actor));
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public DeliveryLog deliveryLog() {
    return log;
  }

  @Override
  public Mailbox createMailbox(NewMailbox mailbox) {
    return mailboxes.createMailbox(mailbox);
  }

  @Override
  public Optional<Mailbox> mailbox(Slug slug) {
    return mailboxes.mailbox(slug);
  }

  @Override
  public Optional<Mailbox> mailbox(MailboxId id) {
    return mailboxes.mailbox(id);
  }

  @Override
  public Page<Mailbox> mailboxes(PageRequest request) {
    return mailboxes.mailboxes(request);
  }

  @Override
  public Mailbox updateMailbox(Mailbox changed) {
    return mailboxes.updateMailbox(changed);
  }

  @Override
  public Mailbox activateMailbox(MailboxId id) {
    return mailboxes.activateMailbox(id);
  }

  @Override
  public Mailbox deactivateMailbox(MailboxId id) {
    return mailboxes.deactivateMailbox(id);
  }

  @Override
  public boolean deleteMailbox(MailboxId id) {
    return mailboxes.deleteMailbox(id);
  }

  @Override
  public MailboxUsage usage(MailboxId id) {
    return mailboxes.usage(id);
  }

  @Override
  public void setPassword(MailboxId id, String password) {
    sessions.setPassword(id, password);
  }

  @Override
  public String resetPassword(MailboxId id) {
    return sessions.resetPassword(id);
  }

  @Override
  public List<Session> sessions(MailboxId id) {
    return sessions.list(id);
  }

  @Override
  public boolean endSession(MailboxId id, SessionId session) {
    return sessions.end(id, session);
  }

  @Override
  public int endSessions(MailboxId id) {
    return sessions.endAll(id);
  }

  @Override
  public SavedAlias createAlias(NewAlias alias) {
    return aliases.createAlias(alias);
  }

  @Override
  public Optional<Alias> alias(AliasPattern pattern) {
    return aliases.alias(pattern);
  }

  @Override
  public Page<Alias> aliases(PageRequest request) {
    return aliases.aliases(request);
  }

  @Override
  public Page<Alias> aliases(MailboxId mailboxId, PageRequest request) {
    return aliases.aliases(mailboxId, request);
  }

  @Override
  public SavedAlias reroute(AliasPattern pattern, Route route) {
    return aliases.reroute(pattern, route);
  }

  @Override
  public SavedAlias enableAlias(AliasPattern pattern) {
    return aliases.enableAlias(pattern);
  }

  @Override
  public Alias disableAlias(AliasPattern pattern) {
    return aliases.disableAlias(pattern);
  }

  @Override
  public Alias changeAlias(AliasPattern pattern, Alias.Sending sending) {
    return aliases.changeAlias(pattern, sending);
  }

  @Override
  public Alias changeAlias(AliasPattern pattern, Alias.WhenUnavailable whenUnavailable) {
    return aliases.changeAlias(pattern, whenUnavailable);
  }

  @Override
  public boolean deleteAlias(AliasPattern pattern) {
    return aliases.deleteAlias(pattern);
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
    return aliases.domains(request);
  }

  @Override
  public LintReport lint() {
    return aliases.lint();
  }
}
