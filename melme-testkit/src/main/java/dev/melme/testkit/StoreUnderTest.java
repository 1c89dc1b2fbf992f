package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.api.MessageId;
import dev.melme.api.Session;
import dev.melme.api.Slug;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ContentRange;
import dev.melme.spi.Credential;
import dev.melme.spi.Delivery;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.NewSession;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.Pending;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The store that a test of the contract is about, its clock, and what tests do to it over and over.
 * Made before each test, let go of after it.
 */
public final class StoreUnderTest {

  private final MelMeStore store;
  private final MutableClock clock;
  private final AtomicInteger made = new AtomicInteger();

  StoreUnderTest(MelMeStore store, MutableClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The store.
   *
   * @return what {@code createStore} made, initialised
   */
  public MelMeStore store() {
    return store;
  }

  /**
   * The clock that the store was given.
   *
   * @return the clock
   */
  public MutableClock clock() {
    return clock;
  }

  /**
   * The store's mailboxes.
   *
   * @return the repository
   */
  public MailboxRepository mailboxes() {
    return store.mailboxes();
  }

  /**
   * The store's aliases.
   *
   * @return the repository
   */
  public AliasRepository aliases() {
    return store.aliases();
  }

  /**
   * The store's messages.
   *
   * @return the repository
   */
  public MessageRepository messages() {
    return store.messages();
  }

  /**
   * The store's entries, conversations and changes.
   *
   * @return the repository
   */
  public EntryRepository entries() {
    return store.entries();
  }

  /**
   * What the store keeps of messages that teams send.
   *
   * @return the repository
   */
  public OutboxRepository outbox() {
    return store.outbox();
  }

  /**
   * The drafts of the store.
   *
   * @return the repository
   */
  public DraftRepository drafts() {
    return store.drafts();
  }

  /**
   * The store's passwords, sessions and failed attempts.
   *
   * @return the repository
   */
  public SessionRepository sessions() {
    return store.sessions();
  }

  /**
   * The delivery log of the store.
   *
   * @return always the same repository
   */
  public DeliveryLogRepository deliveryLog() {
    return store.deliveryLog();
  }

  /** A mailbox that is not stored yet. */
  Mailbox newMailbox(String slug) {
    return new Mailbox(
        new MailboxId(Ids.next()),
        Slug.of(slug),
        "Title of " + slug,
        "Team " + slug,
        Optional.empty(),
        Optional.empty(),
        MailboxStatus.ACTIVE,
        Optional.empty(),
        store.now(),
        1);
  }

  /** Stores an active mailbox with a slug of its own. */
  Mailbox mailbox() {
    return mailbox("box-" + made.incrementAndGet());
  }

  Mailbox mailbox(String slug) {
    Mailbox mailbox = newMailbox(slug);
    assertThat(mailboxes().create(mailbox)).as("create the mailbox %s", slug).isTrue();
    return mailbox;
  }

  List<Mailbox> mailboxes(int count) {
    List<Mailbox> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boxes.add(mailbox());
    }
    return boxes;
  }

  /** An enabled alias that is not stored yet. */
  Alias newAlias(String pattern, MailboxId mailboxId) {
    return new Alias(
        AliasPattern.parse(pattern),
        mailboxId,
        AliasStatus.ENABLED,
        Alias.WhenUnavailable.REFUSE,
        store.now(),
        1);
  }

  Alias alias(String pattern, Mailbox mailbox) {
    Alias alias = newAlias(pattern, mailbox.id());
    assertThat(aliases().create(alias)).as("create the alias %s", pattern).isTrue();
    return alias;
  }

  /** Delivers a small message under a key of its own. */
  MessageId deliver(Mailbox mailbox, String text) {
    return stored(Specimens.delivery(Specimens.target(mailbox), text));
  }

  MessageId deliver(Mailbox mailbox, DeliveryKey key) {
    return stored(Specimens.delivery(Specimens.target(mailbox, key), "under a key"));
  }

  AppendOutcome.Result redeliver(Mailbox mailbox, DeliveryKey key) {
    return only(append(Specimens.delivery(Specimens.target(mailbox, key), "under a key")));
  }

  /** What is pending in a mailbox, at most as much as goes into one batch. */
  Pending pending(Mailbox mailbox) {
    return messages().pending(mailbox.id(), CatchUpBatch.MAX_PLACEMENTS);
  }

  /** Places what is pending, each message in a conversation of its own. */
  void placeAll(Mailbox mailbox) {
    Specimens.batch(pending(mailbox))
        .ifPresent(
            batch ->
                assertThat(messages().apply(mailbox.id(), batch))
                    .as("apply() of what is pending, while nobody else does it")
                    .isTrue());
  }

  /** Appends to one mailbox, as new. */
  MessageId stored(Delivery delivery) {
    AppendOutcome.Result result = only(append(delivery));
    assertThat(result.alreadyStored()).as("a new key is answered as already stored").isFalse();
    return result.messageId();
  }

  /** Appends to mailboxes that exist. */
  List<AppendOutcome.Result> append(Delivery delivery) {
    AppendOutcome outcome = messages().append(delivery);
    if (outcome instanceof AppendOutcome.Appended appended) {
      assertThat(appended.results())
          .as("results, one per target")
          .hasSameSizeAs(delivery.targets());
      return appended.results();
    }
    throw new AssertionError("append to mailboxes that exist answered " + outcome);
  }

  private static AppendOutcome.Result only(List<AppendOutcome.Result> results) {
    return results.get(0);
  }

  /** Some bytes of a message; empty when it is missing. */
  Optional<byte[]> range(MailboxId mailboxId, MessageId id, long offset, int length) {
    return messages().content(mailboxId, id, offset, length).map(ContentRange::bytes);
  }

  /** All bytes of a message, read in steps; empty when it is missing. */
  Optional<byte[]> bytes(MailboxId mailboxId, MessageId id, int step) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      Optional<byte[]> some = range(mailboxId, id, all.size(), step);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      if (some.get().length == 0) {
        return Optional.of(all.toByteArray());
      }
      assertThat(some.get().length)
          .as("bytes of content() when asked for at most %s", step)
          .isLessThanOrEqualTo(step);
      all.writeBytes(some.get());
    }
  }

  /** Enqueues a message of a mailbox that exists, without a draft. */
  MessageId enqueue(OutgoingMessage message) {
    assertThat(outbox().enqueue(message, Optional.empty()))
        .as("enqueue() of a message without a draft")
        .isEqualTo(EnqueueOutcome.ENQUEUED);
    return message.outbound().messageId();
  }

  /** Where the bytes of a message differ from what they should be: -1 when they do not. */
  Optional<Integer> firstWrongByte(MailboxId mailboxId, MessageId id, byte[] expected) {
    return bytes(mailboxId, id, 100_000).map(read -> Arrays.mismatch(read, expected));
  }

  /** What a mailbox that exists is signed in to with. */
  Credential credential(Mailbox mailbox) {
    return sessions()
        .credential(mailbox.id())
        .orElseThrow(
            () -> new AssertionError("credential() of a mailbox that exists answered nothing"));
  }

  /** A session of now in the current epoch, under a secret of its own, not opened yet. */
  NewSession newSession(Mailbox mailbox) {
    return SessionSpecimens.newSession(
        SessionSpecimens.session(mailbox.id(), store.now()), credential(mailbox).epoch());
  }

  NewSession openSession(Mailbox mailbox) {
    return open(newSession(mailbox));
  }

  /** Opens a session that began at a time. */
  NewSession openSession(Mailbox mailbox, Instant createdAt) {
    return open(
        SessionSpecimens.newSession(
            SessionSpecimens.session(mailbox.id(), createdAt), credential(mailbox).epoch()));
  }

  NewSession open(NewSession session) {
    assertThat(sessions().open(session))
        .as("open() in the current epoch of an active mailbox")
        .isTrue();
    return session;
  }

  /** The session of a secret, of any age; its use is not noted. */
  Optional<Session> resume(MailboxId mailboxId, TokenHash token) {
    return sessions()
        .resume(mailboxId, token, SessionSpecimens.ANY_AGE, store.now(), Instant.EPOCH);
  }

  /** Those of the sessions that resume, as they are. */
  List<Session> resumed(List<NewSession> opened) {
    return opened.stream()
        .flatMap(each -> resume(each.session().mailboxId(), each.token()).stream())
        .toList();
  }

  /** The sessions of a mailbox, of any age. */
  List<Session> listed(Mailbox mailbox) {
    return sessions().list(mailbox.id(), SessionSpecimens.ANY_AGE, 100);
  }
}
