package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageTrait;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Folder;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What catch-up reads and writes. All of its changes to one mailbox, and erasures, come one after
 * the other: they hold the row of {@code progress}, which no delivery touches.
 */
final class CatchUpTables {

  private final ConversationTable conversations;
  private final FeedTable feed;
  private final ScanTable scans;
  private final SearchIndex searchIndex;
  private final PlaceWriter writer;
  private final String pendingMailboxes;
  private final String pendingMailboxesAfter;
  private final String waitingMailboxes;
  private final String waitingMailboxesAfter;
  private final String lastPosition;
  private final String lockProgress;
  private final String lockSeveral;
  private final String pending;
  private final ThreadTable threads;
  private final String lockPending;
  private final String deletePending;
  private final String changesWait;
  private final String advance;
  private final String placements;

  CatchUpTables(
      Dialect dialect,
      Tables tables,
      ConversationTable conversations,
      FeedTable feed,
      ScanTable scans,
      SearchIndex searchIndex) {
    this.scans = scans;
    this.searchIndex = searchIndex;
    this.conversations = conversations;
    this.feed = feed;
    this.writer = dialect.placeWriter(tables);
    String first = "SELECT mailbox_id FROM {%s} ORDER BY mailbox_id LIMIT 1";
    String after = "SELECT mailbox_id FROM {%s} WHERE mailbox_id > ? ORDER BY mailbox_id LIMIT 1";
    this.pendingMailboxes = tables.sql(first.formatted("pending"));
    this.pendingMailboxesAfter = tables.sql(after.formatted("pending"));
    this.waitingMailboxes = tables.sql(first.formatted("waiting"));
    this.waitingMailboxesAfter = tables.sql(after.formatted("waiting"));
    this.lastPosition = tables.sql("SELECT last_position FROM {progress} WHERE mailbox_id = ?");
    this.lockProgress = lastPosition + " FOR UPDATE";
    this.lockSeveral =
        tables.sql(
            "SELECT mailbox_id FROM {progress} WHERE mailbox_id IN ({in})"
                + " ORDER BY mailbox_id FOR UPDATE");
    this.pending =
        tables.sql(
            "SELECT m.message_id, m.received_at, m.message_id_field, m.in_reply_to,"
                + " m.reference_ids, m.subject, m.from_field, m.to_field, m.cc_field,"
                + " m.matched_aliases, m.attachment_count, p.folder, p.conversation_id,"
                + " m.traits"
                + " FROM (SELECT * FROM {pending} WHERE mailbox_id = ?"
                + " ORDER BY mailbox_id, message_id LIMIT ?) p"
                + dialect.joinMessage()
                + " ORDER BY p.message_id");
    this.threads = new ThreadTable(dialect, tables, conversations);
    this.lockPending =
        tables.sql(
            "SELECT message_id, size_bytes FROM {pending}"
                + " WHERE {pairs mailbox_id message_id} FOR UPDATE");
    this.deletePending = tables.sql("DELETE FROM {pending} WHERE {pairs mailbox_id message_id}");
    this.changesWait =
        tables.sql("SELECT 1 FROM {waiting} WHERE mailbox_id = ? ORDER BY mailbox_id LIMIT 1");
    this.advance =
        tables.sql(
            "UPDATE {progress} SET last_position = ?, message_count = message_count + ?,"
                + " message_bytes = message_bytes + ? WHERE mailbox_id = ?");
    this.placements =
        tables.sql(
            "SELECT p.position, p.message_id, p.conversation_id, "
                + PlaceWriter.BEGUN_IN
                + " FROM {entry} p"
                + " WHERE p.mailbox_id = ? AND p.position > ?"
                + " AND EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = p.mailbox_id)"
                + " ORDER BY p.mailbox_id, p.position LIMIT ?");
  }

  /** One step along the index per mailbox, however many messages wait in it. */
  List<MailboxId> pendingMailboxes(Session session, Optional<MailboxId> after, int limit)
      throws SQLException {
    List<MailboxId> mailboxes = new ArrayList<>();
    Optional<MailboxId> last = after;
    while (mailboxes.size() < limit) {
      last = nextPending(session, last);
      if (last.isEmpty()) {
        break;
      }
      mailboxes.add(last.get());
    }
    return mailboxes;
  }

  /** The next mailbox that has messages or changes that wait. */
  private Optional<MailboxId> nextPending(Session session, Optional<MailboxId> after)
      throws SQLException {
    Optional<MailboxId> message =
        next(session, after.isPresent() ? pendingMailboxesAfter : pendingMailboxes, after);
    Optional<MailboxId> change =
        next(session, after.isPresent() ? waitingMailboxesAfter : waitingMailboxes, after);
    return Stream.of(message, change).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private static Optional<MailboxId> next(Session session, String sql, Optional<MailboxId> after)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      if (after.isPresent()) {
        command.uuid(after.get().value());
      }
      return command.first(row -> new MailboxId(row.uuid()));
    }
  }

  /** The position first: when it is outdated the batch is refused, never placed twice. */
  Pending pending(Session session, MailboxId mailboxId, int limit) throws SQLException {
    OptionalLong position = position(session, lastPosition, mailboxId);
    if (position.isEmpty()) {
      return Pending.NONE;
    }
    try (Command command = session.prepare(pending)) {
      List<PendingMessage> messages =
          command
              .uuid(mailboxId.value())
              .number(limit)
              .list(
                  row ->
                      new PendingMessage(
                          new MessageId(row.uuid()),
                          Instant.ofEpochMilli(row.number()),
                          Optional.ofNullable(row.textOrNull()),
                          PackedValues.toTexts(row.text()),
                          PackedValues.toTexts(row.text()),
                          row.text(),
                          PackedValues.toCorrespondents(row.text()),
                          PackedValues.toCorrespondents(row.text()),
                          PackedValues.toCorrespondents(row.text()),
                          PackedValues.toAliases(row.text()),
                          (int) row.number(),
                          row.constant(Folder.class),
                          Optional.ofNullable(row.uuidOrNull()).map(ConversationId::new),
                          MessageTable.traits(row.text()).contains(MessageTrait.REPORT)));
      return new Pending(
          position.getAsLong(), messages, messages.isEmpty() && changesWait(session, mailboxId));
    }
  }

  /** Looked for when there is nothing else to do: any batch takes them along. */
  private boolean changesWait(Session session, MailboxId mailboxId) throws SQLException {
    try (Command command = session.prepare(changesWait)) {
      return command.uuid(mailboxId.value()).first(row -> true).isPresent();
    }
  }

  private static OptionalLong position(Session session, String sql, MailboxId mailboxId)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command
          .uuid(mailboxId.value())
          .first(row -> OptionalLong.of(row.number()))
          .orElse(OptionalLong.empty());
    }
  }

  Map<ThreadKey, ConversationId> threads(
      Session session, MailboxId mailboxId, Collection<ThreadKey> keys) throws SQLException {
    return threads.find(session, mailboxId, keys);
  }

  boolean apply(Session session, MailboxId mailboxId, CatchUpBatch batch, Instant now)
      throws SQLException {
    UUID mailbox = mailboxId.value();
    OptionalLong position = lock(session, mailboxId);
    if (position.isEmpty() || position.getAsLong() != batch.expectedPosition()) {
      return false;
    }
    Map<UUID, Long> waiting = takePending(session, mailboxId, batch.placements());
    List<Placement> placed =
        batch.placements().stream()
            .filter(place -> waiting.containsKey(place.messageId().value()))
            .toList();
    long last = batch.lastPosition();
    Set<UUID> touched = new HashSet<>();
    if (!placed.isEmpty()) {
      writer.write(session, mailbox, placed);
      searchIndex.placed(session, mailbox, ids(placed));
      placed.forEach(place -> touched.add(place.conversationId().value()));
      feed.record(session, mailbox, last, Change.Kind.ADDED, ids(placed), now);
      scans.add(
          session,
          mailbox,
          ids(placed.stream().filter(place -> batch.scans().contains(place.messageId())).toList()),
          now);
    }
    Map<ThreadKey, ConversationId> keys = new HashMap<>(batch.threads());
    keys.putAll(batch.repointed());
    threads.add(session, mailboxId, keys);
    threads.repoint(session, mailboxId, batch.repointed());
    for (Map.Entry<ConversationId, ConversationId> closed : batch.continued().entrySet()) {
      conversations.follow(
          session, mailbox, closed.getKey().value(), closed.getValue().value(), false);
    }
    for (Map.Entry<ConversationId, ConversationId> one : batch.merged().entrySet()) {
      last = merge(session, mailboxId, one.getKey().value(), one.getValue().value(), last, now);
      touched.add(one.getKey().value());
      touched.add(one.getValue().value());
    }
    conversations.refresh(session, mailbox, touched);
    last += feed.giveTurns(session, mailbox, last, CatchUpBatch.MAX_PLACEMENTS);
    advance(session, mailboxId, last, placed.size(), bytes(waiting));
    return true;
  }

  private static List<UUID> ids(List<Placement> placed) {
    return placed.stream().map(place -> place.messageId().value()).toList();
  }

  private static long bytes(Map<UUID, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Makes one conversation of two; returns the last position that was given. */
  private long merge(
      Session session, MailboxId mailboxId, UUID from, UUID into, long lastPosition, Instant now)
      throws SQLException {
    UUID mailbox = mailboxId.value();
    List<UUID> moved = conversations.members(session, mailboxId, from);
    conversations.move(session, mailbox, from, into);
    conversations.follow(session, mailbox, from, into, true);
    long last = lastPosition;
    for (int i = 0; i < moved.size(); i += Change.MAX_MESSAGES) {
      List<UUID> some = moved.subList(i, Math.min(moved.size(), i + Change.MAX_MESSAGES));
      last++;
      feed.record(session, mailbox, last, Change.Kind.CHANGED, some, now);
    }
    return last;
  }

  private void advance(
      Session session, MailboxId mailboxId, long position, long messages, long bytes)
      throws SQLException {
    Dialect.update(
        session,
        advance,
        command -> command.number(position).number(messages).number(bytes).uuid(mailboxId.value()));
  }

  /** Keeps catch-up and erasures of a mailbox apart until the end of the transaction. */
  OptionalLong lock(Session session, MailboxId mailboxId) throws SQLException {
    return position(session, lockProgress, mailboxId);
  }

  /**
   * The same for several mailboxes, 1 to {@link Session#MAX_IN}, which are locked in their order.
   */
  void lock(Session session, SortedSet<MailboxId> mailboxIds) throws SQLException {
    try (Command command = session.prepare(Session.in(lockSeveral, mailboxIds.size()))) {
      Session.bindIn(command, mailboxIds, (to, id) -> to.uuid(id.value()));
      command.list(row -> true);
    }
  }

  /** Changes what is counted, when messages that were counted are erased. */
  void uncount(Session session, MailboxId mailboxId, long position, long messages, long bytes)
      throws SQLException {
    advance(session, mailboxId, position, -messages, -bytes);
  }

  /** The sizes of those that still wait: what was erased or placed meanwhile is left out. */
  private Map<UUID, Long> takePending(
      Session session, MailboxId mailboxId, List<Placement> placements) throws SQLException {
    Map<UUID, Long> waiting = new HashMap<>();
    if (placements.isEmpty()) {
      return waiting;
    }
    try (Command command =
        session.prepare(
            lockPending,
            mailboxId.value(),
            placements,
            (to, place) -> to.uuid(place.messageId().value()))) {
      command.list(row -> waiting.put(row.uuid(), row.number()));
    }
    if (!waiting.isEmpty()) {
      try (Command command =
          session.prepare(deletePending, mailboxId.value(), waiting.keySet(), Command::uuid)) {
        command.update();
      }
    }
    return waiting;
  }

  /** Makes a conversation known by its own key, holding the row of progress if it was not. */
  void know(Session session, MailboxId mailboxId, ConversationId id) throws SQLException {
    ThreadKey own = ThreadKey.ofConversation(id);
    if (!threads.knows(session, mailboxId, own) && lock(session, mailboxId).isPresent()) {
      threads.add(session, mailboxId, Map.of(own, id));
    }
  }

  List<Placement> placements(Session session, MailboxId mailboxId, long after, int limit)
      throws SQLException {
    try (Command command = session.prepare(placements)) {
      return command
          .uuid(mailboxId.value())
          .number(after)
          .number(limit)
          .list(
              row ->
                  new Placement(
                      row.number(),
                      new MessageId(row.uuid()),
                      new ConversationId(row.uuid()),
                      row.constant(Folder.class)));
    }
  }
}
