package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.RecordedChanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The feed of changes. Whoever changes something puts a row into {@code waiting}; catch-up gives
 * the row a position. Both hold the row of {@code progress}, so that positions are committed in
 * their order.
 */
final class FeedTable {

  /**
   * 1 when messages of a mailbox wait for their places or changes for their positions, else 0; the
   * mailbox comes twice. Not EXISTS: PostgreSQL would rather read a whole table of which it expects
   * many rows to do.
   */
  static final String BEHIND =
      "COALESCE((SELECT 1 FROM {pending} n WHERE n.mailbox_id = ?"
          + " ORDER BY n.mailbox_id, n.message_id LIMIT 1),"
          + " (SELECT 1 FROM {waiting} w WHERE w.mailbox_id = ?"
          + " ORDER BY w.mailbox_id, w.ordinal LIMIT 1), 0)";

  private final Dialect dialect;
  private final String await;
  private final String waiting;
  private final String takeWaiting;
  private final String record;
  private final String state;
  private final String changes;
  private final String old;
  private final String delete;
  private final String moveStart;
  private final String insertStart;
  private final String lockProgress;

  FeedTable(Dialect dialect, Tables tables) {
    this.dialect = dialect;
    // within another SELECT: MariaDB does not read the table that it inserts into
    this.await =
        tables.sql(
            "INSERT INTO {waiting}"
                + " (mailbox_id, ordinal, kind, made_at, operator_label, message_ids)"
                + " VALUES (?, (SELECT n.ordinal FROM (SELECT COALESCE(MAX(w.ordinal), 0) + 1"
                + " AS ordinal FROM {waiting} w WHERE w.mailbox_id = ?) n), ?, ?, ?, ?)");
    this.waiting =
        tables.sql(
            "SELECT ordinal, kind, made_at, operator_label, message_ids FROM {waiting}"
                + " WHERE mailbox_id = ? ORDER BY mailbox_id, ordinal LIMIT ");
    this.takeWaiting = tables.sql("DELETE FROM {waiting} WHERE mailbox_id = ? AND ordinal <= ?");
    this.record =
        tables.sql(
            "INSERT INTO {feed}"
                + " (mailbox_id, position, kind, made_at, operator_label, message_ids)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    this.state =
        tables.sql(
            "SELECT p.last_position, COALESCE((SELECT s.forgotten_to FROM {feed_start} s"
                + " WHERE s.mailbox_id = p.mailbox_id), 0), "
                + BEHIND
                + " FROM {progress} p WHERE p.mailbox_id = ?"
                + " AND EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = p.mailbox_id)");
    this.changes =
        tables.sql(
            "SELECT position, kind, made_at, operator_label, message_ids FROM {feed}"
                + " WHERE mailbox_id = ? AND position > ?"
                + " ORDER BY mailbox_id, position LIMIT ");
    this.old =
        tables.sql(
            "SELECT mailbox_id, position FROM {feed} WHERE made_at < ?"
                + " ORDER BY made_at, mailbox_id, position LIMIT ?");
    this.delete = tables.sql("DELETE FROM {feed} WHERE mailbox_id = ? AND position = ?");
    this.moveStart =
        tables.sql(
            "UPDATE {feed_start} SET forgotten_to = ? WHERE mailbox_id = ? AND forgotten_to < ?");
    this.lockProgress = tables.sql("SELECT 1 FROM {progress} WHERE mailbox_id = ? FOR UPDATE");
    this.insertStart =
        tables.sql("INSERT INTO {feed_start} (mailbox_id, forgotten_to) VALUES (?, 0)");
  }

  /** Adds a change that has no position yet; the caller holds the row of progress. */
  void await(
      Session session,
      UUID mailboxId,
      Change.Kind kind,
      Collection<UUID> messageIds,
      Instant at,
      Optional<String> operator)
      throws SQLException {
    Dialect.update(
        session,
        await,
        command -> {
          command.uuid(mailboxId).uuid(mailboxId);
          bind(command, kind, messageIds, at, operator);
        });
  }

  /** Adds a change per mailbox; the caller holds the rows of progress of all. */
  void await(
      Session session,
      Map<MailboxId, List<MessageId>> messages,
      Change.Kind kind,
      Instant at,
      Optional<String> operator)
      throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(await)) {
      for (Map.Entry<MailboxId, List<MessageId>> entry : messages.entrySet()) {
        UUID mailboxId = entry.getKey().value();
        command.uuid(mailboxId).uuid(mailboxId);
        bind(command, kind, entry.getValue().stream().map(MessageId::value).toList(), at, operator);
        if (dialect.batchesInsertSelect()) {
          command.addBatch();
        } else {
          command.update();
          command.again();
        }
      }
      if (dialect.batchesInsertSelect()) {
        command.executeBatch();
      }
    }
  }

  /** Adds a change at a position. */
  void record(
      Session session,
      UUID mailboxId,
      long position,
      Change.Kind kind,
      Collection<UUID> messageIds,
      Instant at)
      throws SQLException {
    record(session, mailboxId, position, kind, messageIds, at, Optional.empty());
  }

  private void record(
      Session session,
      UUID mailboxId,
      long position,
      Change.Kind kind,
      Collection<UUID> messageIds,
      Instant at,
      Optional<String> operator)
      throws SQLException {
    Dialect.update(
        session,
        record,
        command -> {
          command.uuid(mailboxId).number(position);
          bind(command, kind, messageIds, at, operator);
        });
  }

  private static void bind(
      Command command,
      Change.Kind kind,
      Collection<UUID> messageIds,
      Instant at,
      Optional<String> operator)
      throws SQLException {
    command
        .text(kind.name())
        .number(at.toEpochMilli())
        .text(operator.map(PlainText::of).orElse(null))
        .text(PackedValues.texts(messageIds.stream().map(UUID::toString).toList()));
  }

  /** Gives positions to changes that wait; tells how many. */
  int giveTurns(Session session, UUID mailboxId, long lastPosition, int limit) throws SQLException {
    List<Long> ordinals = new ArrayList<>();
    List<Change> turns;
    try (Command command = session.prepare(waiting + limit)) {
      turns =
          command
              .uuid(mailboxId)
              .list(
                  row -> {
                    ordinals.add(row.number());
                    return change(lastPosition + ordinals.size(), row);
                  });
    }
    if (turns.isEmpty()) {
      return 0;
    }
    for (Change turn : turns) {
      record(
          session,
          mailboxId,
          turn.position(),
          turn.kind(),
          turn.messageIds().stream().map(MessageId::value).toList(),
          turn.at(),
          turn.operator());
    }
    long last = ordinals.get(ordinals.size() - 1);
    Dialect.update(session, takeWaiting, command -> command.uuid(mailboxId).number(last));
    return turns.size();
  }

  private static Change change(long position, Row row) throws SQLException {
    Change.Kind kind = Change.Kind.valueOf(row.text());
    Instant at = Instant.ofEpochMilli(row.number());
    Optional<String> operator = Optional.ofNullable(row.textOrNull());
    List<MessageId> ids = PackedValues.toTexts(row.text()).stream().map(MessageId::parse).toList();
    return new Change(position, kind, ids, at, operator);
  }

  /**
   * Reads changes. How far they go is read before them, so that no position below it can still
   * come; what was pruned is read after them, so that none can be missing unnoticed.
   */
  RecordedChanges changes(Session session, MailboxId mailboxId, long after, int limit)
      throws SQLException {
    RecordedChanges begin = state(session, mailboxId);
    if (begin.lastPosition() <= after) {
      return begin;
    }
    List<Change> found;
    try (Command command = session.prepare(changes + limit)) {
      found = command.uuid(mailboxId.value()).number(after).list(row -> change(row.number(), row));
    }
    return new RecordedChanges(
        found, begin.lastPosition(), state(session, mailboxId).forgottenTo(), begin.behind());
  }

  boolean behind(Session session, MailboxId mailboxId) throws SQLException {
    return state(session, mailboxId).behind();
  }

  private RecordedChanges state(Session session, MailboxId mailboxId) throws SQLException {
    try (Command command = session.prepare(state)) {
      return command
          .uuid(mailboxId.value())
          .uuid(mailboxId.value())
          .uuid(mailboxId.value())
          .first(
              row -> new RecordedChanges(List.of(), row.number(), row.number(), row.number() > 0))
          .orElse(RecordedChanges.NONE);
    }
  }

  private record Old(UUID mailboxId, long position) {}

  int prune(Session session, Instant before, int limit) throws SQLException {
    List<Old> gone = new ArrayList<>();
    try (Command command = session.prepare(old)) {
      gone.addAll(
          command
              .number(before.toEpochMilli())
              .number(limit)
              .list(row -> new Old(row.uuid(), row.number())));
    }
    Map<UUID, Long> starts = new TreeMap<>();
    gone.forEach(each -> starts.merge(each.mailboxId(), each.position(), Math::max));
    for (Map.Entry<UUID, Long> start : starts.entrySet()) {
      moveStart(session, start.getKey(), start.getValue());
    }
    try (Command command = session.prepare(delete)) {
      for (Old each : gone) {
        command.uuid(each.mailboxId()).number(each.position()).addBatch();
      }
      if (!gone.isEmpty()) {
        command.executeBatch();
      }
    }
    return gone.size();
  }

  /** Holds the row of progress: an erasure that ends meanwhile would leave our row behind. */
  private void moveStart(Session session, UUID mailboxId, long position) throws SQLException {
    boolean there;
    try (Command command = session.prepare(lockProgress)) {
      there = command.uuid(mailboxId).first(row -> true).isPresent();
    }
    if (there) {
      dialect.insertNew(session, insertStart, command -> command.uuid(mailboxId));
      Dialect.update(
          session, moveStart, command -> command.number(position).uuid(mailboxId).number(position));
    }
  }
}
