package dev.melme;

import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.workspace.MailboxAuthenticator;
import dev.melme.core.admin.StoreAdmin;
import dev.melme.core.catchup.CatchUp;
import dev.melme.core.changes.ChangeBroadcast;
import dev.melme.core.changes.ChangeDesk;
import dev.melme.core.delivery.StoreAliasRouter;
import dev.melme.core.log.DeliveryJournal;
import dev.melme.core.log.LogDesk;
import dev.melme.core.log.LogKeeping;
import dev.melme.core.reading.ChunkedContent;
import dev.melme.core.reading.MailboxReading;
import dev.melme.core.reading.StoreWorkspace;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.scan.ScanGate;
import dev.melme.core.scan.ScanWork;
import dev.melme.core.signin.Passwords;
import dev.melme.core.signin.SessionDesk;
import dev.melme.core.signin.SignInRules;
import dev.melme.core.signin.StoreAuthenticator;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.AttachmentScanner;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.PasswordHasher;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Mailbox aliases on a store: the one object that a host keeps.
 *
 * <p>Safe for use by many threads, and meant to live as long as the application. It starts no
 * threads of its own.
 */
public final class MelMe implements AutoCloseable {

  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(30);

  private final MelMeStore store;
  private final DeliveryJournal journal;
  private final StoreAliasRouter router;
  private final MelMeAdmin admin;
  private final Housekeeping housekeeping;
  private final MailboxAuthenticator authenticator;

  MelMe(
      MelMeStore store,
      RoutingRules rules,
      SignInRules signIn,
      PasswordHasher hasher,
      StoreTime time,
      Duration logRetention,
      @Nullable AttachmentScanner scanner,
      @Nullable Path spoolDirectory) {
    this.store = store;
    this.journal = new DeliveryJournal(store.deliveryLog(), time, logRetention);
    CatchUp catchUp = new CatchUp(store, time, scanner != null);
    ChangeBroadcast broadcast = new ChangeBroadcast();
    this.router =
        new StoreAliasRouter(store, rules, time, journal, spoolDirectory, broadcast::poke);
    Passwords passwords = new Passwords(hasher);
    SessionDesk sessions = new SessionDesk(store, passwords, signIn, time);
    MailboxReading reading =
        new MailboxReading(
            store,
            time,
            catchUp,
            new ChangeDesk(store, catchUp),
            broadcast,
            sessions,
            new ScanGate(store, scanner != null));
    this.admin = new StoreAdmin(reading, rules, new LogDesk(store.deliveryLog(), journal));
    this.housekeeping =
        new Housekeeping(
            reading,
            signIn,
            new LogKeeping(store.deliveryLog(), journal, logRetention),
            scanner == null
                ? null
                : new ScanWork(
                    store,
                    scanner,
                    message ->
                        ChunkedContent.open(store.messages(), message.mailboxId(), message.id()),
                    broadcast));
    this.authenticator =
        new StoreAuthenticator(
            store.sessions(),
            passwords,
            signIn,
            time,
            (mailboxId, entrance) -> new StoreWorkspace(reading, mailboxId, entrance));
  }

  /**
   * Begins to set MelMe up.
   *
   * @return a builder that lacks a store only
   */
  public static MelMeBuilder builder() {
    return new MelMeBuilder();
  }

  /**
   * Takes mail in.
   *
   * @return always the same router
   */
  public AliasRouter router() {
    return router;
  }

  /**
   * Sets mailboxes, aliases and domains up. For the host alone: it asks nobody for a password.
   *
   * @return always the same view
   */
  public MelMeAdmin admin() {
    return admin;
  }

  /**
   * Signs teams in to their mailboxes.
   *
   * @return always the same authenticator
   */
  public MailboxAuthenticator authenticator() {
    return authenticator;
  }

  /**
   * Does what must be done now and then.
   *
   * @return always the same housekeeping
   */
  public Housekeeping housekeeping() {
    return housekeeping;
  }

  /**
   * Stops taking mail: later deliveries are answered 421 4.3.2, those under way get 30 seconds to
   * end; then writes what waits for the delivery log and closes the store. Doing it twice changes
   * nothing.
   */
  @Override
  public void close() {
    router.close(CLOSING_PATIENCE);
    journal.close();
    store.close();
  }
}
