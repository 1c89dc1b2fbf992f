package dev.melme.jdbc;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.jdbc.kit.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the outbox: all that is known of a sent message but its recipients. */
record OutboxRow(
    MessageKey key,
    EmailAddress from,
    ReversePath envelopeSender,
    String messageIdField,
    Instant queuedAt,
    Optional<String> operator,
    Optional<MessageId> answers,
    List<String> sentAnyway,
    int attempts,
    Optional<Instant> dueAt,
    boolean inHand) {

  /** What {@link #read} takes, of a table {@code r}. */
  static final String COLUMNS =
      "r.mailbox_id, r.message_id, r.from_address, r.envelope_sender, r.message_id_field,"
          + " r.queued_at, r.operator_label, r.answers, r.sent_anyway, r.attempts, r.due_at,"
          + " r.in_hand";

  /**
   * Rows of a mailbox that is being erased are there until they are gone, and never read. Not
   * EXISTS: MariaDB would rather begin with the mailboxes, and lock all that it looks at.
   */
  static final String EXISTING =
      "(SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = r.mailbox_id) IS NOT NULL";

  static OutboxRow read(Row row) throws SQLException {
    MessageKey key = new MessageKey(new MailboxId(row.uuid()), new MessageId(row.uuid()));
    EmailAddress from = EmailAddress.parse(row.text());
    @Nullable String sender = row.textOrNull();
    return new OutboxRow(
        key,
        from,
        sender == null ? ReversePath.NULL : ReversePath.of(EmailAddress.parse(sender)),
        row.text(),
        Instant.ofEpochMilli(row.number()),
        Optional.ofNullable(row.textOrNull()),
        Optional.ofNullable(row.uuidOrNull()).map(MessageId::new),
        PackedValues.toTexts(row.text()),
        (int) row.number(),
        Optional.ofNullable(row.numberOrNull()).map(Instant::ofEpochMilli),
        row.number() != 0);
  }

  /** The row as a lease leaves it. */
  OutboxRow leased(Instant until) {
    return new OutboxRow(
        key,
        from,
        envelopeSender,
        messageIdField,
        queuedAt,
        operator,
        answers,
        sentAnyway,
        attempts + 1,
        Optional.of(until),
        true);
  }

  Outbound with(List<OutboundRecipient> recipients) {
    return new Outbound(
        key.mailboxId(),
        key.messageId(),
        from,
        envelopeSender,
        messageIdField,
        queuedAt,
        operator,
        answers,
        sentAnyway,
        attempts,
        dueAt,
        inHand,
        recipients);
  }
}
