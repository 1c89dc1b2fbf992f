package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.MessageScan;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scans of attachments. Who changes a row compares the number of attempts: it fences the lease. */
final class ScanTable {

  private final String find;
  private final String insert;
  private final String due;
  private final String lease;
  private final String put;

  ScanTable(Tables tables) {
    this.find =
        tables.sql(
            "SELECT attempts, due_at, refused FROM {scan} s"
                + " WHERE s.mailbox_id = ? AND s.message_id = ?"
                + EntryTable.EXISTING);
    this.insert =
        tables.sql(
            "INSERT INTO {scan} (mailbox_id, message_id, attempts, due_at, refused)"
                + " VALUES (?, ?, 0, ?, '')");
    this.due =
        tables.sql(
            "SELECT mailbox_id, message_id, attempts FROM {scan}"
                + " WHERE due_at <= ? ORDER BY due_at LIMIT ?");
    this.lease =
        tables.sql(
            "UPDATE {scan} SET attempts = ?, due_at = ? WHERE mailbox_id = ? AND message_id = ?"
                + " AND attempts = ? AND due_at <= ?");
    this.put =
        tables.sql(
            "UPDATE {scan} SET due_at = ?, refused = ? WHERE mailbox_id = ? AND message_id = ?"
                + " AND attempts = ? AND due_at IS NOT NULL");
  }

  Optional<MessageScan> find(Session session, MailboxId mailboxId, MessageId messageId)
      throws SQLException {
    try (Command command = session.prepare(find)) {
      return command
          .uuid(mailboxId.value())
          .uuid(messageId.value())
          .uuid(mailboxId.value())
          .first(
              row ->
                  new MessageScan(
                      mailboxId,
                      messageId,
                      (int) row.number(),
                      Optional.ofNullable(row.numberOrNull()).map(Instant::ofEpochMilli),
                      new HashSet<>(PackedValues.toTexts(row.text()))));
    }
  }

  /** Makes scans that are due at once. */
  void add(Session session, UUID mailboxId, Collection<UUID> messageIds, Instant now)
      throws SQLException {
    if (messageIds.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(insert)) {
      for (UUID id : messageIds) {
        command.uuid(mailboxId).uuid(id).number(now.toEpochMilli()).addBatch();
      }
      command.executeBatch();
    }
  }

  private record Due(UUID mailboxId, UUID messageId, int attempts) {}

  /** Whoever comes second to a row finds it changed, and leaves it out. */
  List<MessageScan> lease(Session session, Instant now, Instant until, int limit)
      throws SQLException {
    List<Due> found;
    try (Command command = session.prepare(due)) {
      found =
          command
              .number(now.toEpochMilli())
              .number(limit)
              .list(row -> new Due(row.uuid(), row.uuid(), (int) row.number()));
    }
    List<MessageScan> leased = new ArrayList<>();
    for (Due each : found) {
      int attempts = each.attempts() + 1;
      if (Dialect.update(
          session,
          lease,
          command ->
              command
                  .number(attempts)
                  .number(until.toEpochMilli())
                  .uuid(each.mailboxId())
                  .uuid(each.messageId())
                  .number(each.attempts())
                  .number(now.toEpochMilli()))) {
        leased.add(
            new MessageScan(
                new MailboxId(each.mailboxId()),
                new MessageId(each.messageId()),
                attempts,
                Optional.of(until),
                Set.of()));
      }
    }
    return leased;
  }

  /** Changes a scan that was leased; false when it was leased again, settled, or is gone. */
  boolean put(Session session, MessageScan scan, @Nullable Instant dueAt, Set<String> refused)
      throws SQLException {
    return Dialect.update(
        session,
        put,
        command ->
            command
                .numberOrNull(dueAt == null ? null : (Long) dueAt.toEpochMilli())
                .text(PackedValues.texts(refused.stream().sorted().toList()))
                .uuid(scan.mailboxId().value())
                .uuid(scan.messageId().value())
                .number(scan.attempts()));
  }
}
