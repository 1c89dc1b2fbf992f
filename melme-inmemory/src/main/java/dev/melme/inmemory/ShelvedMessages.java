package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.Delivery;
import dev.melme.spi.DraftVersion;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.EntryScan;
import dev.melme.spi.MessageScan;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.RecordedChanges;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The messages of one mailbox and the delivery keys it knows. Guarded by the lock of its shelf. */
final class ShelvedMessages {

  private record ErasedKey(Instant erasedAt, DeliveryKey key) {}

  private final MailboxId mailboxId;

  /** The mailboxes of the store that have pending messages; this one adds and removes itself. */
  private final Set<MailboxId> behind;

  private final NavigableMap<MessageId, Shelved> newestFirst =
      new TreeMap<>(Comparator.reverseOrder());
  private final Map<DeliveryKey, MessageId> keys = new HashMap<>();
  private final Queue<ErasedKey> erasedKeys =
      new PriorityQueue<>(Comparator.comparing(ErasedKey::erasedAt));
  private final ShelvedScans scans;
  private final ShelvedEntries entries = new ShelvedEntries(this::stored);
  private final CatchUpLedger catchUp = new CatchUpLedger(entries);
  private final ShelvedOutbox outbox;
  private final ShelvedDrafts drafts = new ShelvedDrafts();
  private long bytes;

  ShelvedMessages(MailboxId mailboxId, Set<MailboxId> behind, Set<Due> due) {
    this.mailboxId = mailboxId;
    this.behind = behind;
    this.scans = new ShelvedScans(mailboxId);
    this.outbox = new ShelvedOutbox(mailboxId, due, this::noteChange);
  }

  MailboxUsage usage() {
    return new MailboxUsage(newestFirst.size(), bytes);
  }

  @Nullable MessageId stored(DeliveryKey key) {
    return keys.get(key);
  }

  boolean has(MessageId id) {
    return newestFirst.containsKey(id);
  }

  void insert(Shelved shelved) {
    MessageId id = shelved.message.id();
    keys.put(shelved.key, id);
    newestFirst.put(id, shelved);
    bytes += shelved.content.length;
    if (catchUp.nothingPending()) {
      behind.add(mailboxId);
    }
    catchUp.add(id);
  }

  /** Stores a sent copy and its row of the outbox, and removes its draft. */
  EnqueueOutcome enqueue(OutgoingMessage sent, byte[] content, Optional<DraftVersion> draft) {
    if (keys.containsKey(sent.key())) {
      return EnqueueOutcome.ENQUEUED;
    }
    if (draft.filter(seen -> !drafts.is(seen)).isPresent()) {
      return EnqueueOutcome.DRAFT_CHANGED;
    }
    MessageId id = sent.outbound().messageId();
    StoredMessage copy =
        new StoredMessage(
            mailboxId, id, sent.reception(), List.of(sent.alias()), content.length, sent.index());
    insert(new Shelved(copy, content, sent.key()));
    outbox.add(sent);
    sent.conversation().ifPresent(catchUp::know);
    draft.ifPresent(seen -> drafts.delete(seen.id()));
    return EnqueueOutcome.ENQUEUED;
  }

  ShelvedOutbox outbox() {
    return outbox;
  }

  ShelvedDrafts drafts() {
    return drafts;
  }

  /** Adds the aliases that a message lacks; does nothing when it was erased. */
  void addAliases(MessageId id, List<MatchedAlias> aliases) {
    Shelved shelved = newestFirst.get(id);
    if (shelved == null) {
      return;
    }
    StoredMessage message = shelved.message;
    List<MatchedAlias> all = Delivery.mergedAliases(message.aliases(), aliases);
    if (all.size() > message.aliases().size()) {
      StoredMessage changed =
          new StoredMessage(
              message.mailboxId(),
              id,
              message.reception(),
              all,
              message.sizeBytes(),
              message.index());
      newestFirst.put(id, new Shelved(changed, shelved.content, shelved.key));
    }
  }

  @Nullable Shelved find(MessageId id) {
    return newestFirst.get(id);
  }

  List<Shelved> list(Optional<MessageId> before, int limit) {
    NavigableMap<MessageId, Shelved> older =
        before.map(id -> newestFirst.tailMap(id, false)).orElse(newestFirst);
    List<Shelved> page = new ArrayList<>(Math.min(limit, 500));
    for (Shelved shelved : older.values()) {
      if (page.size() >= limit) {
        break;
      }
      page.add(shelved);
    }
    return page;
  }

  int erase(List<MessageId> ids, Instant now) {
    int erased = 0;
    List<MessageId> placed = new ArrayList<>();
    for (MessageId id : ids) {
      Shelved shelved = newestFirst.get(id);
      if (shelved != null) {
        if (catchUp.erase(id)) {
          placed.add(id);
        }
        newestFirst.remove(id);
        scans.erase(id);
        outbox.erase(id);
        bytes -= shelved.content.length;
        erasedKeys.add(new ErasedKey(now, shelved.key));
        erased++;
      }
    }
    if (!placed.isEmpty()) {
      catchUp.changes().await(Change.Kind.REMOVED, placed, now, Optional.empty());
    }
    noteCaughtUp();
    return erased;
  }

  private StoredMessage stored(MessageId id) {
    return Objects.requireNonNull(newestFirst.get(id), "a message that is there").message;
  }

  EntryScan list(
      EntryFilter filter,
      Predicate<StoredMessage> condition,
      Optional<MessageId> before,
      int limit,
      int budget) {
    EntryScan scan = entries.list(filter, condition, before, limit, budget);
    return new EntryScan(scan.entries(), scan.resumeBefore(), !catchUp.nothingPending());
  }

  ShelvedEntries entries() {
    return entries;
  }

  List<MessageEntry> conversation(ConversationId id) {
    return entries.conversation(catchUp.standing(id));
  }

  Map<ConversationId, ConversationFacts> facts(Collection<ConversationId> ids) {
    return catchUp.facts(ids);
  }

  int mark(Collection<MessageId> ids, Marking marking, Instant at, Optional<String> operator) {
    List<MessageId> changed = entries.mark(ids, marking, at, operator);
    if (!changed.isEmpty()) {
      catchUp.changes().await(Change.Kind.CHANGED, changed, at, operator);
    }
    noteCaughtUp();
    return changed.size();
  }

  RecordedChanges changes(long after, int limit) {
    ChangeLedger changes = catchUp.changes();
    return new RecordedChanges(
        changes.after(after, limit),
        catchUp.lastPosition(),
        changes.forgottenTo(),
        !catchUp.nothingPending());
  }

  int pruneChanges(Instant before, int limit) {
    return catchUp.changes().prune(before, limit);
  }

  Pending pending(int limit) {
    List<PendingMessage> messages = catchUp.oldest(limit).stream().map(this::pending).toList();
    return new Pending(catchUp.lastPosition(), messages, catchUp.changes().someWait());
  }

  private PendingMessage pending(MessageId id) {
    StoredMessage message = stored(id);
    return outbox.sent(id)
        ? PendingMessage.sent(message, outbox.conversation(id))
        : PendingMessage.of(message);
  }

  Map<ThreadKey, ConversationId> threads(Collection<ThreadKey> keys) {
    return catchUp.threads(keys);
  }

  ShelvedScans scans() {
    return scans;
  }

  boolean settle(MessageScan scan, Set<String> refused, Instant at) {
    boolean settled = scans.settle(scan, refused);
    if (settled) {
      noteChange(scan.messageId(), at, Optional.empty());
    }
    return settled;
  }

  private void noteChange(MessageId id, Instant at, Optional<String> operator) {
    catchUp.changes().await(Change.Kind.CHANGED, List.of(id), at, operator);
    noteCaughtUp();
  }

  boolean apply(CatchUpBatch batch, Instant now) {
    List<MessageId> fresh =
        batch.placements().stream()
            .map(Placement::messageId)
            .filter(id -> batch.scans().contains(id) && catchUp.isPending(id))
            .toList();
    boolean applied = catchUp.apply(batch, now);
    if (applied) {
      fresh.forEach(id -> scans.add(id, now));
    }
    noteCaughtUp();
    return applied;
  }

  List<Placement> placements(long after, int limit) {
    return catchUp.placements(after, limit);
  }

  /** Takes this mailbox out of what the store knows of all mailboxes: it is erased. */
  void leave() {
    behind.remove(mailboxId);
    outbox.eraseAll();
  }

  private void noteCaughtUp() {
    if (catchUp.nothingPending()) {
      behind.remove(mailboxId);
    } else {
      behind.add(mailboxId);
    }
  }

  int prune(Instant before, int limit) {
    int pruned = 0;
    for (ErasedKey oldest = erasedKeys.peek();
        oldest != null && pruned < limit && oldest.erasedAt().isBefore(before);
        oldest = erasedKeys.peek()) {
      erasedKeys.remove();
      keys.remove(oldest.key());
      pruned++;
    }
    return pruned;
  }
}
