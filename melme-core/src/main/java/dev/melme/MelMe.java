package dev.melme;

import dev.melme.api.InvalidValueException;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.outbound.NoticeDesk;
import dev.melme.api.routing.AliasRouter;
import dev.melme.api.workspace.MailboxAuthenticator;
import dev.melme.core.admin.StoreAdmin;
import dev.melme.core.bounce.BounceAddress;
import dev.melme.core.bounce.BounceDesk;
import dev.melme.core.catchup.CatchUp;
import dev.melme.core.changes.ChangeBroadcast;
import dev.melme.core.changes.ChangeDesk;
import dev.melme.core.compose.MailboxWriting;
import dev.melme.core.compose.WritingRules;
import dev.melme.core.delivery.StoreAliasRouter;
import dev.melme.core.leak.HostNames;
import dev.melme.core.log.DeliveryJournal;
import dev.melme.core.log.LogDesk;
import dev.melme.core.log.LogKeeping;
import dev.melme.core.notice.StoreNoticeDesk;
import dev.melme.core.outbox.OutboundNews;
import dev.melme.core.outbox.OutboxBell;
import dev.melme.core.outbox.OutboxDesk;
import dev.melme.core.outbox.OutboxWork;
import dev.melme.core.reading.ChunkedContent;
import dev.melme.core.reading.MailboxReading;
import dev.melme.core.reading.StoreWorkspace;
import dev.melme.core.reading.StoredContents;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.scan.ScanGate;
import dev.melme.core.scan.ScanWork;
import dev.melme.core.signin.Passwords;
import dev.melme.core.signin.SessionDesk;
import dev.melme.core.signin.SignInRules;
import dev.melme.core.signin.StoreAuthenticator;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.AttachmentScanner;
import dev.melme.spi.MailTransport;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.PasswordHasher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
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
  private final @Nullable NoticeDesk notices;
  private final DeliveryJournal journal;
  private final StoreAliasRouter router;
  private final MelMeAdmin admin;
  private final Housekeeping housekeeping;
  private final MailboxAuthenticator authenticator;
  private final @Nullable MailTransport transport;
  private final @Nullable Dispatcher dispatcher;

  MelMe(
      MelMeStore store,
      RoutingRules rules,
      SignInRules signIn,
      PasswordHasher hasher,
      StoreTime time,
      Duration logRetention,
      @Nullable AttachmentScanner scanner,
      @Nullable Path spoolDirectory,
      Sending sending) {
    this.store = store;
    this.journal = new DeliveryJournal(store.deliveryLog(), time, logRetention);
    ChangeBroadcast broadcast = new ChangeBroadcast();
    OutboxBell bell = new OutboxBell();
    OutboundNews news = new OutboundNews(broadcast, sending.listener(), sending.executor());
    BounceAddress bounceAddress =
        new BounceAddress(sending.rules().bounceSecret(), rules.separator());
    BounceDesk bounces =
        new BounceDesk(
            store,
            bounceAddress,
            time,
            (mailboxId, messageId) -> ChunkedContent.open(store.messages(), mailboxId, messageId),
            news::tell);
    CatchUp catchUp = new CatchUp(store, time, scanner != null, bounces);
    this.router =
        new StoreAliasRouter(store, rules, time, journal, spoolDirectory, broadcast::poke);
    Passwords passwords = new Passwords(hasher);
    SessionDesk sessions = new SessionDesk(store, passwords, signIn, time);
    ScanGate attachments = new ScanGate(store, scanner != null);
    WritingRules writingRules =
        new WritingRules(
            sending.rules(),
            bounceAddress::sender,
            new HostNames(),
            rules.separator(),
            spoolDirectory);
    MailboxReading reading =
        new MailboxReading(
            store,
            time,
            catchUp,
            new ChangeDesk(store, catchUp),
            broadcast,
            sessions,
            attachments,
            new OutboxDesk(store.outbox(), time, bell, news),
            new MailboxWriting(
                store,
                time,
                sessions,
                attachments,
                new StoredContents(store),
                writingRules,
                mailboxId -> {
                  broadcast.poke(mailboxId);
                  bell.ring();
                }));
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
    this.transport = sending.transport();
    this.notices =
        transport == null ? null : new StoreNoticeDesk(store, transport, time, rules.separator());
    this.dispatcher =
        transport == null
            ? null
            : new Dispatcher(
                new OutboxWork(
                    store.outbox(),
                    (mailboxId, id) -> ChunkedContent.open(store.messages(), mailboxId, id),
                    transport,
                    sending.rules(),
                    time,
                    bell,
                    news,
                    new Random()));
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
   * Tells senders that their mail was refused, for hosts that cannot say so in the session.
   *
   * @return always the same desk
   * @throws InvalidValueException when there is no transport that notices could leave by
   */
  public NoticeDesk notices() {
    NoticeDesk desk = notices;
    if (desk == null) {
      throw new InvalidValueException(
          "Notices need a transport. Give the builder one: transport(...)");
    }
    return desk;
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
   * Sends what teams wrote. Nothing leaves until it is started, or called by a timer.
   *
   * @return always the same dispatcher
   * @throws InvalidValueException when no transport was given
   */
  public Dispatcher dispatcher() {
    if (dispatcher == null) {
      throw new InvalidValueException(
          "MelMe has nothing to send by. Call transport(...) of the builder");
    }
    return dispatcher;
  }

  /**
   * Stops sending and taking mail: begins no attempt any more and gives those under way 30 seconds
   * to come to their end; later deliveries are answered 421 4.3.2, those under way get as long;
   * then writes what waits for the delivery log and closes the transport and the store. Doing it
   * twice changes nothing.
   */
  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
    router.close(CLOSING_PATIENCE);
    journal.close();
    if (transport != null) {
      transport.close();
    }
    store.close();
  }
}
