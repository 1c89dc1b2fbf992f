package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundState;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of sent messages. Who changes a row that was leased compares its attempts. */
final class OutboxTable {

  private final RecipientTable recipients;
  private final OutboxLease lease;
  private final KeyedRows locked;
  private final String insert;
  private final String update;
  private final String find;
  private final String listed;
  private final String byMessageId;

  OutboxTable(Dialect dialect, Tables tables) {
    this.recipients = new RecipientTable(dialect, tables);
    this.lease = dialect.outboxLease(tables);
    this.locked =
        dialect.keyedRows(
            tables,
            new KeyedRows.Choice(OutboxRow.COLUMNS, "outbox", OutboxRow.EXISTING, " FOR UPDATE"));
    this.insert =
        tables.sql(
            "INSERT INTO {outbox} (mailbox_id, message_id, state, due_at, attempts, in_hand,"
                + " queued_at, from_address, envelope_sender, message_id_field, message_id_hash,"
                + " operator_label, answers, sent_anyway)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.update =
        tables.sql(
            "UPDATE {outbox} SET state = ?, due_at = ?, in_hand = ?, queued_at = ?"
                + " WHERE mailbox_id = ? AND message_id = ?");
    String select = "SELECT " + OutboxRow.COLUMNS + " FROM {outbox} r WHERE ";
    this.find = tables.sql(select + "{pairs mailbox_id message_id} AND " + OutboxRow.EXISTING);
    this.listed = tables.sql(select + OutboxRow.EXISTING + " AND r.state = '");
    this.byMessageId =
        tables.sql(
            "SELECT r.message_id FROM {outbox} r WHERE r.mailbox_id = ? AND r.message_id_hash = ?"
                + EntryTable.EXISTING);
  }

  void insert(Session session, Outbound outbound) throws SQLException {
    try (Command command = session.prepare(insert)) {
      MessageKey.of(outbound)
          .bind(command)
          .text(state(outbound).name())
          .numberOrNull(millis(outbound.dueAt()))
          .number(outbound.attempts())
          .number(outbound.inHand() ? 1 : 0)
          .number(outbound.queuedAt().toEpochMilli())
          .text(outbound.from().toString())
          .text(outbound.envelopeSender().address().map(Object::toString).orElse(null))
          .text(PlainText.of(outbound.messageIdField()))
          .text(hash(outbound.messageIdField()))
          .text(outbound.operator().map(PlainText::of).orElse(null))
          .uuidOrNull(outbound.answers().map(MessageId::value).orElse(null))
          .text(PackedValues.texts(outbound.sentAnyway()))
          .update();
    }
    recipients.insert(session, outbound);
  }

  /** Without regard to who has it in hand: what is being sent is listed as queued. */
  private static OutboundState state(Outbound outbound) {
    return OutboundState.of(outbound.recipients().stream().map(OutboundRecipient::state).toList());
  }

  private static @Nullable Long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(null);
  }

  /** Ids are of any length, and compared char by char. */
  private static String hash(String messageIdField) {
    return ThreadKey.ofMessageId(messageIdField).value();
  }

  /** Those of the messages that a mailbox sent, by id, ascending. */
  List<Outbound> find(Session session, MailboxId mailboxId, Collection<MessageId> ids)
      throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    for (List<MessageId> some : Session.portions(ids.stream().distinct().toList())) {
      try (Command command =
          session.prepare(find, mailboxId.value(), some, (to, id) -> to.uuid(id.value()))) {
        rows.addAll(command.list(OutboxRow::read));
      }
    }
    rows.sort((one, other) -> one.key().compareTo(other.key()));
    return whole(session, rows);
  }

  /** The state is a literal: for a parameter PostgreSQL would walk over all states. */
  List<Outbound> list(Session session, OutboundState state, Optional<MessageId> before, int limit)
      throws SQLException {
    String sql =
        listed
            + state.name()
            + (before.isPresent() ? "' AND r.message_id < ?" : "'")
            + " ORDER BY r.state DESC, r.message_id DESC LIMIT "
            + limit;
    List<OutboxRow> rows;
    try (Command command = session.prepare(sql)) {
      if (before.isPresent()) {
        command.uuid(before.get().value());
      }
      rows = command.list(OutboxRow::read);
    }
    return whole(session, rows);
  }

  Optional<MessageId> find(Session session, MailboxId mailboxId, String messageIdField)
      throws SQLException {
    try (Command command = session.prepare(byMessageId)) {
      return command
          .uuid(mailboxId.value())
          .text(hash(messageIdField))
          .uuid(mailboxId.value())
          .list(row -> new MessageId(row.uuid()))
          .stream()
          .max(MessageId::compareTo);
    }
  }

  /** The earliest first. */
  List<Outbound> lease(Session session, Instant now, Instant until, int limit) throws SQLException {
    return whole(session, lease.take(session, now, until, limit));
  }

  /** Messages of mailboxes that exist, in no order, which nobody else changes meanwhile. */
  List<Outbound> locked(Session session, List<MessageKey> keys) throws SQLException {
    return whole(session, locked.read(session, keys, OutboxRow::read));
  }

  /** One whose recipients are gone was erased between two statements. */
  private List<Outbound> whole(Session session, List<OutboxRow> rows) throws SQLException {
    Map<MessageKey, List<OutboundRecipient>> all =
        recipients.of(session, rows.stream().map(OutboxRow::key).toList());
    return rows.stream()
        .filter(row -> all.containsKey(row.key()))
        .map(row -> row.with(all.getOrDefault(row.key(), List.of())))
        .toList();
  }

  /** Writes what became of messages that are locked. */
  void update(Session session, List<OutboxStep> steps) throws SQLException {
    try (Command command = session.prepare(update)) {
      for (OutboxStep step : steps) {
        Outbound after = step.after();
        command
            .text(state(after).name())
            .numberOrNull(millis(after.dueAt()))
            .number(after.inHand() ? 1 : 0)
            .number(after.queuedAt().toEpochMilli());
        step.key().bind(command).addBatch();
      }
      command.executeBatch();
    }
    recipients.update(session, steps);
  }
}
