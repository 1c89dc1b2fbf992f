package dev.melme.jdbc;

import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.api.Quota;
import dev.melme.api.Slug;
import dev.melme.jdbc.kit.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the row of a mailbox. */
final class MailboxRow {

  /** What {@link #read} reads, of a table that is called m. */
  static final String COLUMNS =
      "m.mailbox_id, m.slug, m.created_at, m.name, m.sender_name, m.description,"
          + " m.recovery_address, m.status, m.quota_bytes, m.quota_messages, m.version";

  private MailboxRow() {}

  static Mailbox read(Row row) throws SQLException {
    return rest(new MailboxId(row.uuid()), row);
  }

  /** Null when an outer join found no mailbox. */
  static @Nullable Mailbox readOrNull(Row row) throws SQLException {
    UUID id = row.uuidOrNull();
    return id == null ? null : rest(new MailboxId(id), row);
  }

  private static Mailbox rest(MailboxId id, Row row) throws SQLException {
    Slug slug = Slug.of(row.text());
    Instant createdAt = Instant.ofEpochMilli(row.number());
    String name = row.text();
    String senderName = row.text();
    String description = row.textOrNull();
    String recoveryAddress = row.textOrNull();
    MailboxStatus status = MailboxStatus.valueOf(row.text());
    Long bytes = row.numberOrNull();
    Long messages = row.numberOrNull();
    return new Mailbox(
        id,
        slug,
        name,
        senderName,
        Optional.ofNullable(description),
        Optional.ofNullable(recoveryAddress).map(EmailAddress::parse),
        status,
        bytes == null || messages == null
            ? Optional.empty()
            : Optional.of(new Quota(bytes, messages)),
        createdAt,
        row.number());
  }
}
