package dev.melme.jdbc;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recipients of sent messages. Whoever changes them holds the row of the message. */
final class RecipientTable {

  private final KeyedRows ofMessages;
  private final String insert;
  private final String update;

  RecipientTable(Dialect dialect, Tables tables) {
    this.ofMessages =
        dialect.keyedRows(
            tables,
            new KeyedRows.Choice(
                "r.mailbox_id, r.message_id, r.ordinal, r.address, r.field, r.state, r.reply,"
                    + " r.state_at",
                "outbox_recipient",
                "TRUE",
                ""));
    this.insert =
        tables.sql(
            "INSERT INTO {outbox_recipient} (state, reply, state_at, mailbox_id, message_id,"
                + " ordinal, address, field) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    this.update =
        tables.sql(
            "UPDATE {outbox_recipient} SET state = ?, reply = ?, state_at = ?"
                + " WHERE mailbox_id = ? AND message_id = ? AND ordinal = ?");
  }

  private record Numbered(MessageKey key, long ordinal, OutboundRecipient recipient) {

    static Numbered read(Row row) throws SQLException {
      MessageKey key = new MessageKey(new MailboxId(row.uuid()), new MessageId(row.uuid()));
      return new Numbered(
          key,
          row.number(),
          new OutboundRecipient(
              EmailAddress.parse(row.text()),
              row.constant(RecipientField.class),
              row.constant(OutboundRecipient.State.class),
              Optional.ofNullable(row.textOrNull()),
              Optional.ofNullable(row.numberOrNull()).map(Instant::ofEpochMilli)));
    }
  }

  /** The recipients of each message, in the order of the message. */
  Map<MessageKey, List<OutboundRecipient>> of(Session session, List<MessageKey> keys)
      throws SQLException {
    Map<MessageKey, List<OutboundRecipient>> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    List<Numbered> rows = new ArrayList<>(ofMessages.read(session, keys, Numbered::read));
    rows.sort(Comparator.comparingLong(Numbered::ordinal));
    for (Numbered row : rows) {
      found.computeIfAbsent(row.key(), key -> new ArrayList<>(1)).add(row.recipient());
    }
    return found;
  }

  void insert(Session session, Outbound outbound) throws SQLException {
    try (Command command = session.prepare(insert)) {
      int ordinal = 0;
      for (OutboundRecipient recipient : outbound.recipients()) {
        bindState(command, recipient);
        MessageKey.of(outbound)
            .bind(command)
            .number(ordinal++)
            .text(recipient.address().toString())
            .text(recipient.field().name())
            .addBatch();
      }
      command.executeBatch();
    }
  }

  private static void bindState(Command command, OutboundRecipient recipient) throws SQLException {
    command
        .text(recipient.state().name())
        .text(recipient.reply().map(PlainText::of).orElse(null))
        .numberOrNull(recipient.at().map(Instant::toEpochMilli).orElse(null));
  }

  /** Writes the recipients that differ. */
  void update(Session session, List<OutboxStep> steps) throws SQLException {
    boolean some = false;
    try (Command command = session.prepare(update)) {
      for (OutboxStep step : steps) {
        for (int ordinal = 0; ordinal < step.after().recipients().size(); ordinal++) {
          OutboundRecipient after = step.after().recipients().get(ordinal);
          if (!after.equals(step.before().recipients().get(ordinal))) {
            bindState(command, after);
            step.key().bind(command).number(ordinal).addBatch();
            some = true;
          }
        }
      }
      if (some) {
        command.executeBatch();
      }
    }
  }
}
