package dev.melme.jdbc;

import dev.melme.api.AliasPattern;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.api.routing.Reason;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.LogRange;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What recipients were answered, by the time within the id. */
final class DeliveryLogTable {

  private static final byte[] NOBODY = {};

  /** As many rows go into one INSERT. */
  private static final int MAX_ROWS = 256;

  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String SELECT =
      "SELECT l.record_id, l.mailbox_id, l.recipient, l.reverse_path, l.matched_alias, l.reason,"
          + " l.message_id, l.size_bytes FROM {delivery_log} l";

  /** Records of a mailbox that is being erased are there until they are gone, and never read. */
  private static final String OF_EXISTING =
      " LEFT JOIN {mailbox} m ON m.mailbox_id = l.mailbox_id"
          + " WHERE (l.mailbox_id IS NULL OR m.mailbox_id IS NOT NULL)";

  private static final String IN_RANGE = " AND l.record_id >= ? AND l.record_id < ?";

  private final Dialect dialect;
  private final String lockMailboxes;
  private final String insert;
  private final String all;
  private final String byRecipient;
  private final String bySender;
  private final String byMailbox;
  private final String oldest;
  private final String ofMailbox;
  private final String deleteRange;
  private final String deleteOfMailbox;

  DeliveryLogTable(Dialect dialect, Tables tables) {
    this.dialect = dialect;
    this.lockMailboxes =
        tables.sql(
            "SELECT mailbox_id FROM {mailbox} WHERE mailbox_id IN ({in}) ORDER BY mailbox_id"
                + dialect.keepingRows());
    this.insert =
        tables.sql(
            "INSERT INTO {delivery_log} (record_id, recipient_key, sender_key, mailbox_id,"
                + " recipient, reverse_path, matched_alias, reason, message_id, size_bytes)"
                + " VALUES ");
    this.all = tables.sql(SELECT + OF_EXISTING + IN_RANGE + " ORDER BY l.record_id DESC LIMIT ");
    this.byRecipient = byKey(tables, "recipient_key");
    this.bySender = byKey(tables, "sender_key");
    this.byMailbox =
        tables.sql(
            SELECT
                + " WHERE l.mailbox_id = ?"
                + IN_RANGE
                + " AND EXISTS (SELECT 1 FROM {mailbox} m WHERE m.mailbox_id = ?)"
                + " ORDER BY l.mailbox_id DESC, l.record_id DESC LIMIT ");
    this.oldest =
        tables.sql(
            "SELECT record_id FROM {delivery_log} WHERE record_id < ? ORDER BY record_id LIMIT ?");
    this.ofMailbox =
        tables.sql(
            "SELECT record_id FROM {delivery_log} WHERE mailbox_id = ?"
                + " ORDER BY mailbox_id, record_id LIMIT ?");
    this.deleteRange =
        tables.sql("DELETE FROM {delivery_log} WHERE record_id >= ? AND record_id <= ?");
    this.deleteOfMailbox =
        tables.sql("DELETE FROM {delivery_log} WHERE mailbox_id = ? AND record_id <= ?");
  }

  private static String byKey(Tables tables, String column) {
    return tables.sql(
        SELECT
            + OF_EXISTING
            + " AND l."
            + column
            + " = ?"
            + IN_RANGE
            + " ORDER BY l."
            + column
            + " DESC, l.record_id DESC LIMIT ");
  }

  /**
   * Inserts those that are new and whose mailbox exists; it stays until the transaction ends, so
   * that its erasure finds them.
   */
  void insert(Session session, List<DeliveryRecord> batch) throws SQLException {
    Set<UUID> existing = keepMailboxes(session, batch);
    List<DeliveryRecord> rows =
        batch.stream()
            .filter(
                record ->
                    record.mailboxId().isEmpty()
                        || existing.contains(record.mailboxId().get().value()))
            .toList();
    // powers of two, so that few different statements are prepared
    for (int from = 0; from < rows.size(); ) {
      int count = Math.min(Integer.highestOneBit(rows.size() - from), MAX_ROWS);
      insertRows(session, rows.subList(from, from + count));
      from += count;
    }
  }

  /** Some of them may be there already: then H2 inserts none of all, and each is tried alone. */
  private void insertRows(Session session, List<DeliveryRecord> rows) throws SQLException {
    String sql = insert + ROW + (", " + ROW).repeat(rows.size() - 1);
    boolean inserted =
        dialect.insertNew(
            session,
            sql,
            command -> {
              for (DeliveryRecord record : rows) {
                bind(command, record);
              }
            });
    if (!inserted && rows.size() > 1) {
      for (DeliveryRecord record : rows) {
        dialect.insertNew(session, insert + ROW, command -> bind(command, record));
      }
    }
  }

  private Set<UUID> keepMailboxes(Session session, List<DeliveryRecord> batch) throws SQLException {
    Set<UUID> named = new TreeSet<>();
    batch.forEach(record -> record.mailboxId().ifPresent(id -> named.add(id.value())));
    Set<UUID> existing = new HashSet<>();
    if (named.isEmpty()) {
      return existing;
    }
    try (Command command = session.prepare(Session.in(lockMailboxes, named.size()))) {
      Session.bindIn(command, named, Command::uuid);
      command.list(row -> existing.add(row.uuid()));
    }
    return existing;
  }

  private static void bind(Command command, DeliveryRecord record) throws SQLException {
    command
        .uuid(record.id().value())
        .bytes(key(record.recipient()))
        .bytes(key(record.reversePath()))
        .uuidOrNull(record.mailboxId().map(MailboxId::value).orElse(null))
        .text(record.recipient().toString())
        .text(record.reversePath().address().map(Object::toString).orElse(null))
        .text(record.alias().map(Object::toString).orElse(null))
        .text(record.reason().name())
        .uuidOrNull(record.messageId().map(MessageId::value).orElse(null))
        .numberOrNull(record.sizeBytes().orElse(null));
  }

  private static byte[] key(EmailAddress address) {
    return address.canonical().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] key(ReversePath path) {
    return path.address().map(DeliveryLogTable::key).orElse(NOBODY);
  }

  List<DeliveryRecord> list(Session session, LogRange range, int limit) throws SQLException {
    // a literal: for a parameter PostgreSQL expects a tenth of the table
    try (Command command = session.prepare(all + limit)) {
      return bind(command, range).list(DeliveryLogTable::read);
    }
  }

  List<DeliveryRecord> listByRecipient(
      Session session, EmailAddress recipient, LogRange range, int limit) throws SQLException {
    return byKey(session, byRecipient + limit, key(recipient), range);
  }

  List<DeliveryRecord> listBySender(
      Session session, ReversePath reversePath, LogRange range, int limit) throws SQLException {
    return byKey(session, bySender + limit, key(reversePath), range);
  }

  private static List<DeliveryRecord> byKey(Session session, String sql, byte[] key, LogRange range)
      throws SQLException {
    try (Command command = session.prepare(sql)) {
      return bind(command.bytes(key), range).list(DeliveryLogTable::read);
    }
  }

  List<DeliveryRecord> listByMailbox(Session session, UUID mailboxId, LogRange range, int limit)
      throws SQLException {
    try (Command command = session.prepare(byMailbox + limit)) {
      return bind(command.uuid(mailboxId), range).uuid(mailboxId).list(DeliveryLogTable::read);
    }
  }

  private static Command bind(Command command, LogRange range) throws SQLException {
    return command.uuid(range.from().value()).uuid(range.before().value());
  }

  private static DeliveryRecord read(Row row) throws SQLException {
    DeliveryRecordId id = new DeliveryRecordId(row.uuid());
    Optional<MailboxId> mailboxId = Optional.ofNullable(row.uuidOrNull()).map(MailboxId::new);
    EmailAddress recipient = EmailAddress.parse(row.text());
    @Nullable String sender = row.textOrNull();
    return new DeliveryRecord(
        id,
        sender == null ? ReversePath.NULL : ReversePath.of(EmailAddress.parse(sender)),
        recipient,
        Optional.ofNullable(row.textOrNull()).map(AliasPattern::parse),
        mailboxId,
        Reason.valueOf(row.text()),
        Optional.ofNullable(row.uuidOrNull()).map(MessageId::new),
        Optional.ofNullable(row.numberOrNull()));
  }

  /** Deletes the oldest before a time; tells how many. */
  int prune(Session session, DeliveryRecordId before, int limit) throws SQLException {
    List<UUID> old;
    try (Command command = session.prepare(oldest)) {
      old = command.uuid(before.value()).number(limit).list(Row::uuid);
    }
    if (old.isEmpty()) {
      return 0;
    }
    try (Command command = session.prepare(deleteRange)) {
      return command.uuid(old.get(0)).uuid(old.get(old.size() - 1)).update();
    }
  }

  /** Deletes some of a mailbox; tells how many, fewer than the limit when none is left. */
  int erase(Session session, UUID mailboxId, int limit) throws SQLException {
    List<UUID> some;
    try (Command command = session.prepare(ofMailbox)) {
      some = command.uuid(mailboxId).number(limit).list(Row::uuid);
    }
    if (!some.isEmpty()) {
      UUID last = some.get(some.size() - 1);
      Dialect.update(session, deleteOfMailbox, command -> command.uuid(mailboxId).uuid(last));
    }
    return some.size();
  }
}
