package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What catch-up reads and writes. All of its changes to one mailbox, and erasures, come one after
 * the other: they hold the row of {@code progress}, which no delivery touches.
 */
final class CatchUpTables {

  private final String pendingMailboxes;
  private final String pendingMailboxesAfter;
  private final String lastPosition;
  private final String lockProgress;
  private final String pending;
  private final ThreadLookUp threads;
  private final String lockPending;
  private final String deletePending;
  private final String insertPlacement;
  private final String insertThread;
  private final String advance;
  private final String placements;

  CatchUpTables(Dialect dialect, Tables tables) {
    this.pendingMailboxes =
        tables.sql("SELECT mailbox_id FROM {pending} ORDER BY mailbox_id LIMIT 1");
    this.pendingMailboxesAfter =
        tables.sql(
            "SELECT mailbox_id FROM {pending} WHERE mailbox_id > ? ORDER BY mailbox_id LIMIT 1");
    this.lastPosition = tables.sql("SELECT last_position FROM {progress} WHERE mailbox_id = ?");
    this.lockProgress = lastPosition + " FOR UPDATE";
    this.pending =
        tables.sql(
            "SELECT m.message_id, m.received_at, m.message_id_field, m.in_reply_to,"
                + " m.reference_ids FROM {pending} p JOIN {message} m"
                + " ON m.mailbox_id = p.mailbox_id AND m.message_id = p.message_id"
                + " WHERE p.mailbox_id = ? ORDER BY p.mailbox_id, p.message_id LIMIT ?");
    this.threads = dialect.threadLookUp(tables);
    this.lockPending =
        tables.sql(
            "SELECT message_id, size_bytes FROM {pending}"
                + " WHERE {pairs mailbox_id message_id} FOR UPDATE");
    this.deletePending = tables.sql("DELETE FROM {pending} WHERE {pairs mailbox_id message_id}");
    this.insertPlacement =
        tables.sql(
            "INSERT INTO {placement}"
                + " (mailbox_id, position, message_id, conversation_id, size_bytes)"
                + " VALUES (?, ?, ?, ?, ?)");
    this.insertThread =
        tables.sql(
            "INSERT INTO {thread} (mailbox_id, thread_key, conversation_id) VALUES (?, ?, ?)");
    this.advance =
        tables.sql(
            "UPDATE {progress} SET last_position = ?, message_count = message_count + ?,"
                + " message_bytes = message_bytes + ? WHERE mailbox_id = ?");
    this.placements =
        tables.sql(
            "SELECT p.position, p.message_id, p.conversation_id FROM {placement} p"
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

  private Optional<MailboxId> nextPending(Session session, Optional<MailboxId> after)
      throws SQLException {
    try (Command command =
        session.prepare(after.isPresent() ? pendingMailboxesAfter : pendingMailboxes)) {
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
                          PackedValues.toTexts(row.text())));
      return new Pending(position.getAsLong(), messages);
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
    return threads.find(session, mailboxId.value(), keys);
  }

  boolean apply(Session session, MailboxId mailboxId, CatchUpBatch batch) throws SQLException {
    OptionalLong position = lock(session, mailboxId);
    if (position.isEmpty() || position.getAsLong() != batch.expectedPosition()) {
      return false;
    }
    Map<UUID, Long> waiting = takePending(session, mailboxId, batch.placements());
    place(session, mailboxId, batch.placements(), waiting);
    addThreads(session, mailboxId, batch.threads());
    long bytes = waiting.values().stream().mapToLong(Long::longValue).sum();
    return Dialect.update(
        session,
        advance,
        command ->
            command
                .number(batch.lastPosition())
                .number(waiting.size())
                .number(bytes)
                .uuid(mailboxId.value()));
  }

  /** Keeps catch-up and erasures of a mailbox apart until the end of the transaction. */
  OptionalLong lock(Session session, MailboxId mailboxId) throws SQLException {
    return position(session, lockProgress, mailboxId);
  }

  /** Changes what is counted, when messages that were counted are erased. */
  void uncount(Session session, MailboxId mailboxId, long position, long messages, long bytes)
      throws SQLException {
    Dialect.update(
        session,
        advance,
        command ->
            command.number(position).number(-messages).number(-bytes).uuid(mailboxId.value()));
  }

  /** The sizes of those that still wait: what was erased or placed meanwhile is left out. */
  private Map<UUID, Long> takePending(
      Session session, MailboxId mailboxId, List<Placement> placements) throws SQLException {
    Map<UUID, Long> waiting = new HashMap<>();
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

  private void place(
      Session session, MailboxId mailboxId, List<Placement> placements, Map<UUID, Long> waiting)
      throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(insertPlacement)) {
      for (Placement placement : placements) {
        Long size = waiting.get(placement.messageId().value());
        if (size != null) {
          command
              .uuid(mailboxId.value())
              .number(placement.position())
              .uuid(placement.messageId().value())
              .uuid(placement.conversationId().value())
              .number(size)
              .addBatch();
        }
      }
      command.executeBatch();
    }
  }

  /** Nobody else adds keys meanwhile: the row of {@code progress} is ours. */
  private void addThreads(
      Session session, MailboxId mailboxId, Map<ThreadKey, ConversationId> fresh)
      throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    Map<ThreadKey, ConversationId> missing = new HashMap<>(fresh);
    missing.keySet().removeAll(threads(session, mailboxId, fresh.keySet()).keySet());
    if (missing.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(insertThread)) {
      for (Map.Entry<ThreadKey, ConversationId> entry : missing.entrySet()) {
        command
            .uuid(mailboxId.value())
            .text(entry.getKey().value())
            .uuid(entry.getValue().value())
            .addBatch();
      }
      command.executeBatch();
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
                      row.number(), new MessageId(row.uuid()), new ConversationId(row.uuid())));
    }
  }
}
