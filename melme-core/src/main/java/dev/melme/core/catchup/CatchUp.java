package dev.melme.core.catchup;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.ThreadKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Folds newly appended messages into conversations and gives them positions, in bounded batches.
 *
 * <p>Safe for use by many threads, and on any number of nodes: batches are fenced by the last
 * position of the mailbox, so that each message is placed once, whoever does it. What fails half
 * way is not there; calling again is safe, also when the outcome of a commit is unknown.
 */
public final class CatchUp {

  /** The most mailboxes that {@link #runAll} works on in one call. */
  public static final int MAILBOXES_PER_RUN = 20;

  /**
   * The most messages in one batch. Hostile ones have 100 KB of References each: this many fit into
   * a small heap, and twice as many would be hardly faster.
   */
  static final int BATCH = 200;

  private static final int READER_BATCHES = 50;

  /** Each lost attempt is a batch that somebody else applied: few are enough. */
  private static final int ATTEMPTS = 5;

  private final MelMeStore store;
  private final boolean scanning;
  private final Reports reports;
  private final TimeOrderedIds ids;

  /** Where {@link #runAll} goes on; threads that race for it do some work twice, not wrongly. */
  private volatile Optional<MailboxId> lastVisited = Optional.empty();

  /**
   * Creates the catch-up of a store.
   *
   * @param store where messages are kept
   * @param time the time in the ids of new conversations
   */
  public CatchUp(MelMeStore store, StoreTime time) {
    this(store, time, false, Reports.UNREAD);
  }

  /**
   * Creates the catch-up of a store.
   *
   * @param store where messages are kept
   * @param time the time in the ids of new conversations
   * @param scanning whether attachments are to be seen by a scanner
   * @param reports reads the reports among the messages
   */
  public CatchUp(MelMeStore store, StoreTime time, boolean scanning, Reports reports) {
    this.store = store;
    this.scanning = scanning;
    this.reports = reports;
    this.ids = new TimeOrderedIds(time);
  }

  /**
   * Places up to 200 messages of one mailbox, and gives positions to the changes that wait.
   *
   * @param mailboxId the mailbox; nothing is done for one that does not exist
   * @return true when more messages may be pending; false when all that were appended before the
   *     call have their place
   * @throws StoreException when the store cannot answer
   */
  public boolean run(MailboxId mailboxId) {
    MessageRepository messages = store.messages();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Pending pending = messages.pending(mailboxId, BATCH);
      if (!pending.work()) {
        return false;
      }
      if (messages.apply(mailboxId, batch(mailboxId, pending))) {
        return pending.messages().size() == BATCH;
      }
    }
    return true;
  }

  /**
   * Places what a reader is to see: all that was acknowledged before the call, unless that is very
   * much. What is beyond 10,000 messages is left for the next reader and for housekeeping, so that
   * nobody waits for minutes.
   *
   * @param mailboxId the mailbox
   * @throws StoreException when the store cannot answer
   */
  public void runForReader(MailboxId mailboxId) {
    for (int batch = 0; batch < READER_BATCHES; batch++) {
      if (!run(mailboxId)) {
        return;
      }
    }
  }

  private CatchUpBatch batch(MailboxId mailboxId, Pending pending) {
    List<Relations> related = new ArrayList<>(pending.messages().size());
    Set<ThreadKey> keys = new HashSet<>();
    Map<MessageId, List<String>> about = reports.read(mailboxId, pending.messages());
    pending
        .messages()
        .forEach(
            message ->
                related.add(
                    Relations.of(message, about.getOrDefault(message.messageId(), List.of()))));
    related.forEach(message -> keys.addAll(message.keys()));
    Map<ThreadKey, ConversationId> known =
        keys.isEmpty() ? Map.of() : store.messages().threads(mailboxId, keys);
    Threading threading =
        new Threading(known, facts(mailboxId, known), () -> new ConversationId(ids.next()));
    CatchUpBatch batch = threading.place(pending.lastPosition(), related);
    return scanning ? batch.withScans(withAttachments(pending)) : batch;
  }

  private static Set<MessageId> withAttachments(Pending pending) {
    return pending.messages().stream()
        .filter(message -> message.attachmentCount() > 0)
        .map(PendingMessage::messageId)
        .collect(Collectors.toSet());
  }

  private Map<ConversationId, ConversationFacts> facts(
      MailboxId mailboxId, Map<ThreadKey, ConversationId> known) {
    return known.isEmpty()
        ? Map.of()
        : store.entries().facts(mailboxId, new HashSet<>(known.values()));
  }

  /**
   * Does one batch in each of up to 20 mailboxes that have pending messages or changes that wait.
   *
   * <p>The next call goes on behind the last of them and begins anew after the last mailbox: one
   * that never ends, or that fails, keeps no other waiting.
   *
   * @return true when more messages may be pending, in these mailboxes or in others
   * @throws StoreException when the store cannot answer; the next call goes on behind the mailbox
   *     that it could not answer for
   */
  public boolean runAll() {
    List<MailboxId> round = nextRound(MAILBOXES_PER_RUN + 1);
    boolean more = round.size() > MAILBOXES_PER_RUN;
    for (MailboxId mailboxId : round.subList(0, Math.min(round.size(), MAILBOXES_PER_RUN))) {
      lastVisited = Optional.of(mailboxId);
      more |= run(mailboxId);
    }
    return more;
  }

  /** The mailboxes behind the one visited last, then those up to it, each once. */
  private List<MailboxId> nextRound(int limit) {
    Optional<MailboxId> start = lastVisited;
    List<MailboxId> round = new ArrayList<>(store.messages().pendingMailboxes(start, limit));
    if (start.isPresent() && round.size() < limit) {
      store.messages().pendingMailboxes(Optional.empty(), limit - round.size()).stream()
          .filter(mailboxId -> mailboxId.compareTo(start.get()) <= 0)
          .forEach(round::add);
    }
    return round;
  }
}
