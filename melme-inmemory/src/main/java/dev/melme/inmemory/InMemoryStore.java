package dev.melme.inmemory;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in the memory of this process: for tests and demos.
 *
 * <p>It meets the whole store contract but one promise: nothing outlives the process. It is safe
 * for use by many threads, and ready without {@link #initialise()}.
 */
public final class InMemoryStore implements MelMeStore {

  private final Clock clock;
  private final MailboxRepository mailboxes = new InMemoryMailboxRepository(this);
  private final AliasRepository aliases = new InMemoryAliasRepository(this);
  private final MessageRepository messages = new InMemoryMessageRepository(this);
  private final EntryRepository entries = new InMemoryEntryRepository(this);
  private final ScanRepository scans = new InMemoryScanRepository(this);
  private final OutboxRepository outbox = new InMemoryOutboxRepository(this);
  private final DraftRepository drafts = new InMemoryDraftRepository(this);
  private final SessionRepository sessions = new InMemorySessionRepository(this);
  private final DeliveryLogRepository deliveryLog = new InMemoryDeliveryLogRepository(this);

  /** Null once closed. Read once per call, so that a call works on one state from end to end. */
  private volatile @Nullable Contents contents = new Contents();

  private InMemoryStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes an empty store on the clock of the system.
   *
   * @return the store
   */
  public static InMemoryStore create() {
    return create(Clock.systemUTC());
  }

  /**
   * Makes an empty store.
   *
   * @param clock what {@link #now()} answers, cut to milliseconds
   * @return the store
   */
  public static InMemoryStore create(Clock clock) {
    return new InMemoryStore(Objects.requireNonNull(clock, "clock"));
  }

  /**
   * Goes back to empty, at once: mailboxes, messages, aliases, domains and reserved slugs are gone.
   * A call that is under way meanwhile ends on what was there before.
   *
   * @throws StoreException {@code UNAVAILABLE} when the store is closed
   */
  public synchronized void clear() {
    contents();
    contents = new Contents();
  }

  @Override
  public void initialise() {
    contents();
  }

  @Override
  public Instant now() {
    contents();
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public MailboxRepository mailboxes() {
    return mailboxes;
  }

  @Override
  public AliasRepository aliases() {
    return aliases;
  }

  @Override
  public MessageRepository messages() {
    return messages;
  }

  @Override
  public EntryRepository entries() {
    return entries;
  }

  @Override
  public ScanRepository scans() {
    return scans;
  }

  @Override
  public OutboxRepository outbox() {
    return outbox;
  }

  @Override
  public DraftRepository drafts() {
    return drafts;
  }

  @Override
  public SessionRepository sessions() {
    return sessions;
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return deliveryLog;
  }

  @Override
  public int prune(Instant before, int limit) {
    int pruned = 0;
    for (MailboxShelf shelf : contents().shelves.values()) {
      if (pruned >= limit) {
        break;
      }
      pruned += shelf.prune(before, limit - pruned);
    }
    return pruned;
  }

  /** Lets everything go. From then on every call but this one throws. */
  @Override
  public synchronized void close() {
    contents = null;
  }

  /** What the store holds; the one place that notices that it is closed. */
  Contents contents() {
    Contents current = contents;
    if (current == null) {
      throw new StoreException(
          Fault.UNAVAILABLE, "The in-memory store is closed. Make a new one", null);
    }
    return current;
  }
}
