package dev.melme;

import dev.melme.api.InvalidValueException;
import dev.melme.api.Quota;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.OutboundListener;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.core.routing.RoutingRules;
import dev.melme.core.signin.Argon2Hasher;
import dev.melme.core.signin.SignInRules;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.AttachmentScanner;
import dev.melme.spi.MailTransport;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.PasswordHasher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sets a {@link MelMe} up. Only the store is required. Used by one thread. */
public final class MelMeBuilder {

  private @Nullable MelMeStore store;
  private @Nullable Clock clock;
  private @Nullable Path spoolDirectory;
  private DeliveryPolicy policy = DeliveryPolicy.ACCEPT_ALL;
  private DeliveryLimits limits = DeliveryLimits.DEFAULT;
  private Quota defaultQuota = Quota.UNLIMITED;
  private @Nullable Character separator = '+';
  private SignInRules signIn = SignInRules.DEFAULT;
  private Duration logRetention = Duration.ofDays(30);
  private @Nullable AttachmentScanner scanner;
  private PasswordHasher hasher = new Argon2Hasher();
  private OutboundRules outboundRules = OutboundRules.DEFAULT;
  private @Nullable MailTransport transport;
  private OutboundListener outboundListener = Sending.NOTHING.listener();
  private Executor outboundExecutor = Sending.NOTHING.executor();

  MelMeBuilder() {}

  /**
   * Says where everything is kept. MelMe initialises the store and closes it in the end.
   *
   * @param theStore a store that nobody else closes
   * @return this builder
   */
  public MelMeBuilder store(MelMeStore theStore) {
    this.store = theStore;
    return this;
  }

  /**
   * Replaces the time of the store and the monotonic clock, for tests.
   *
   * @param theClock the clock
   * @return this builder
   */
  public MelMeBuilder clock(Clock theClock) {
    this.clock = theClock;
    return this;
  }

  /**
   * Gives the host its own say about mail; without it everything that is routed is taken.
   *
   * @param thePolicy asked at RCPT and at DATA, by many threads
   * @return this builder
   */
  public MelMeBuilder policy(DeliveryPolicy thePolicy) {
    this.policy = thePolicy;
    return this;
  }

  /**
   * Bounds what is taken in; without it {@link DeliveryLimits#DEFAULT}.
   *
   * @param theLimits the limits
   * @return this builder
   */
  public MelMeBuilder limits(DeliveryLimits theLimits) {
    this.limits = theLimits;
    return this;
  }

  /**
   * Limits mailboxes that have no quota of their own; without it they have none.
   *
   * @param quota the limits of each such mailbox
   * @return this builder
   */
  public MelMeBuilder defaultQuota(Quota quota) {
    this.defaultQuota = quota;
    return this;
  }

  /**
   * Says what parts a sub-address from its tag (RFC 5233); without it a plus sign.
   *
   * @param theSeparator one printable ASCII character other than letters, digits, dot, quote,
   *     backslash, at sign and asterisk
   * @return this builder
   * @throws InvalidValueException when it is another character
   */
  public MelMeBuilder subAddressSeparator(char theSeparator) {
    if (theSeparator <= ' '
        || theSeparator > '~'
        || Character.isLetterOrDigit(theSeparator)
        || ".\"\\@*".indexOf(theSeparator) >= 0) {
      throw new InvalidValueException(
          "A sub-address separator is one character such as +, -, = or _");
    }
    this.separator = theSeparator;
    return this;
  }

  /**
   * Takes tags for a part of the address: {@code support+orders@} is not {@code support@}.
   *
   * @return this builder
   */
  public MelMeBuilder withoutSubAddresses() {
    this.separator = null;
    return this;
  }

  /**
   * Says where messages over 256 KiB are kept while they are delivered; without it the system's
   * folder for temporary files.
   *
   * @param folder the folder; made when it does not exist
   * @return this builder
   */
  public MelMeBuilder spoolDirectory(Path folder) {
    this.spoolDirectory = folder;
    return this;
  }

  /**
   * Says how long a session holds; without it 30 minutes unused and 8 hours at most.
   *
   * @param idle how long it may be unused
   * @param absolute how long it holds at most
   * @return this builder
   * @throws InvalidValueException when {@code idle} is shorter than two minutes, for a session is
   *     noted as used once a minute, or {@code absolute} is shorter than {@code idle}
   */
  public MelMeBuilder sessions(Duration idle, Duration absolute) {
    if (idle.compareTo(Duration.ofMinutes(2)) < 0 || absolute.compareTo(idle) < 0) {
      throw new InvalidValueException(
          "A session may be unused for two minutes at least, and holds at most as long or longer");
    }
    this.signIn = new SignInRules(idle, absolute);
    return this;
  }

  /**
   * Says how long the delivery log keeps its records; without it 30 days. The same on all nodes.
   *
   * @param retention how long; {@link Duration#ZERO} records nothing, and housekeeping removes what
   *     is there
   * @return this builder
   * @throws InvalidValueException when it is negative
   */
  public MelMeBuilder deliveryLog(Duration retention) {
    if (retention.isNegative()) {
      throw new InvalidValueException(
          "The delivery log keeps records for a while, or none: Duration.ZERO");
    }
    this.logRetention = retention;
    return this;
  }

  /**
   * Replaces the hashing of passwords; without it Argon2id with 19 MiB and two passes.
   *
   * @param theHasher also compares with the hashes that were made before
   * @return this builder
   */
  public MelMeBuilder passwordHasher(PasswordHasher theHasher) {
    this.hasher = theHasher;
    return this;
  }

  /**
   * Lets a scanner look at attachments before they may be downloaded; without it all of them may at
   * once. Housekeeping calls it. It concerns messages that are caught up from then on; give it on
   * every node. Without it what it has not seen yet stays closed, and what it refused stays
   * refused.
   *
   * @param theScanner called by the threads that run housekeeping
   * @return this builder
   */
  public MelMeBuilder attachmentScanner(AttachmentScanner theScanner) {
    this.scanner = theScanner;
    return this;
  }

  /**
   * Says how mail goes out, and what must not; without it {@link OutboundRules#DEFAULT}. The same
   * on all nodes.
   *
   * @param rules the rules
   * @return this builder
   */
  public MelMeBuilder outbound(OutboundRules rules) {
    this.outboundRules = rules;
    return this;
  }

  /**
   * Says by what mail goes out: {@link dev.melme.transport.SmtpTransport}, {@link
   * dev.melme.transport.FolderTransport}, or one of the host's own. Without it what teams send
   * stays in the outbox, for other nodes to send. MelMe closes it in the end.
   *
   * @param theTransport called by as many threads as the dispatcher was started with
   * @return this builder
   */
  public MelMeBuilder transport(MailTransport theTransport) {
    this.transport = theTransport;
    return this;
  }

  /**
   * Lets the host hear what became of sent messages, of those that this node had in hand.
   *
   * @param listener called after each attempt is stored, and when a message is called back or sent
   *     again
   * @param executor where the listener is called; MelMe has no threads of its own
   * @return this builder
   */
  public MelMeBuilder outboundListener(OutboundListener listener, Executor executor) {
    this.outboundListener = listener;
    this.outboundExecutor = executor;
    return this;
  }

  /**
   * Makes the store ready and builds.
   *
   * @return a MelMe that takes mail
   * @throws InvalidValueException when no store was given
   * @throws StoreException when the store cannot be made ready
   */
  public MelMe build() {
    MelMeStore theStore = store;
    if (theStore == null) {
      throw new InvalidValueException(
          "MelMe needs a store. Call store(InMemoryStore.create()) or give it one of your own");
    }
    theStore.initialise();
    Clock theClock = clock;
    StoreTime time = theClock == null ? StoreTime.of(theStore::now) : StoreTime.of(theClock);
    RoutingRules rules = new RoutingRules(limits, policy, defaultQuota, separator);
    return new MelMe(
        theStore,
        rules,
        signIn,
        hasher,
        time,
        logRetention,
        scanner,
        spoolDirectory,
        new Sending(outboundRules, transport, outboundListener, outboundExecutor));
  }
}
