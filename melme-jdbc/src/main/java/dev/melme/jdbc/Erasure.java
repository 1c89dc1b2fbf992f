package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Takes things away for good: messages, whole mailboxes, and keys that have outlived their purpose.
 *
 * <p>A mailbox goes in two steps. First its directory row goes, in a short transaction that waits
 * for the deliveries under way; from then on it does not exist and nothing comes in. Then its rows
 * go, some at a time. {@code erasure} names it until the last one is gone, so that a crash in
 * between leaves nothing for ever: pruning goes on with it.
 */
final class Erasure {

  private static final int BATCH = 500;
  private static final String OF_MESSAGES = " WHERE {pairs mailbox_id message_id}";

  private final Database database;
  private final Dialect dialect;
  private final Tables tables;
  private final CatchUpTables catchUp;
  private final CredentialTable credentials;
  private final DeliveryLogTable deliveryLog;

  Erasure(
      Database database,
      Dialect dialect,
      Tables tables,
      CatchUpTables catchUp,
      CredentialTable credentials,
      DeliveryLogTable deliveryLog) {
    this.database = database;
    this.dialect = dialect;
    this.tables = tables;
    this.catchUp = catchUp;
    this.credentials = credentials;
    this.deliveryLog = deliveryLog;
  }

  /** Erases messages; their keys stay, with the time from which on they may be pruned. */
  int messages(MailboxId mailboxId, List<MessageId> ids, Instant now) {
    List<UUID> distinct = ids.stream().map(MessageId::value).distinct().toList();
    return database.transact(
        "erase messages", session -> eraseMessages(session, mailboxId, distinct, now));
  }

  private record Keyed(UUID messageId, String key) {}

  private int eraseMessages(Session session, MailboxId mailboxId, List<UUID> ids, Instant now)
      throws SQLException {
    OptionalLong position = catchUp.lock(session, mailboxId);
    if (position.isEmpty()) {
      return 0;
    }
    List<Keyed> there = keyed(session, mailboxId, ids);
    if (there.isEmpty()) {
      return 0;
    }
    List<UUID> found = there.stream().map(Keyed::messageId).toList();
    long[] placed = takePlaces(session, mailboxId, found);
    catchUp.uncount(session, mailboxId, position.getAsLong(), placed[0], placed[1]);
    deleteRows(session, mailboxId, found);
    keepKeys(session, mailboxId, there, now);
    return found.size();
  }

  private List<Keyed> keyed(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    // a redelivery that adds an alias holds the row: it comes before us or finds no message
    String sql =
        tables.sql(
            "SELECT message_id, delivery_key FROM {message}"
                + OF_MESSAGES
                + " ORDER BY mailbox_id, message_id FOR UPDATE");
    try (Command command = session.prepare(sql, mailboxId.value(), ids, Command::uuid)) {
      return command.list(row -> new Keyed(row.uuid(), row.text()));
    }
  }

  /** Number and bytes of those that catch-up has counted. */
  private long[] takePlaces(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    String sql =
        tables.sql("SELECT COUNT(*), COALESCE(SUM(size_bytes), 0) FROM {placement}" + OF_MESSAGES);
    try (Command command = session.prepare(sql, mailboxId.value(), ids, Command::uuid)) {
      return command
          .first(row -> new long[] {row.number(), row.number()})
          .orElseGet(() -> new long[2]);
    }
  }

  private void deleteRows(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    deleteContent(session, mailboxId, ids);
    for (String table : new String[] {"{pending}", "{placement}", "{added_alias}", "{message}"}) {
      String sql = tables.sql("DELETE FROM " + table + OF_MESSAGES);
      try (Command command = session.prepare(sql, mailboxId.value(), ids, Command::uuid)) {
        command.update();
      }
    }
  }

  /** One message a statement: H2 would walk over the bytes of the whole mailbox for several. */
  private void deleteContent(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    String sql = tables.sql("DELETE FROM {content} WHERE mailbox_id = ? AND message_id = ?");
    try (Command command = session.prepare(sql)) {
      for (UUID id : ids) {
        command.uuid(mailboxId.value()).uuid(id).addBatch();
      }
      command.executeBatch();
    }
  }

  private void keepKeys(Session session, MailboxId mailboxId, List<Keyed> there, Instant now)
      throws SQLException {
    String sql =
        tables.sql(
            "INSERT INTO {erased_key} (mailbox_id, delivery_key, erased_at) VALUES (?, ?, ?)");
    try (Command command = session.prepare(sql)) {
      for (Keyed keyed : there) {
        command.uuid(mailboxId.value()).text(keyed.key()).number(now.toEpochMilli()).addBatch();
      }
      command.executeBatch();
    }
  }

  /** Erases a mailbox; false when there is none. */
  boolean mailbox(MailboxId mailboxId) {
    boolean existed = database.transact("erase a mailbox", session -> takeAway(session, mailboxId));
    if (existed || interrupted(mailboxId)) {
      finish(mailboxId);
    }
    return existed;
  }

  private boolean interrupted(MailboxId mailboxId) {
    return database.read(
        "look for an unfinished erasure",
        session -> {
          try (Command command =
              session.prepare(tables.sql("SELECT 1 FROM {erasure} WHERE mailbox_id = ?"))) {
            return command.uuid(mailboxId.value()).first(row -> true).isPresent();
          }
        });
  }

  private boolean takeAway(Session session, MailboxId mailboxId) throws SQLException {
    dialect.lockForErasure(session, tables, mailboxId.value());
    boolean existed =
        Dialect.update(
            session,
            tables.sql("DELETE FROM {mailbox} WHERE mailbox_id = ?"),
            command -> command.uuid(mailboxId.value()));
    if (existed) {
      // from here on no session is opened
      credentials.erase(session, mailboxId.value());
      Dialect.update(
          session,
          tables.sql("INSERT INTO {erasure} (mailbox_id) VALUES (?)"),
          command -> command.uuid(mailboxId.value()));
    }
    return existed;
  }

  /** Goes on with what a crash interrupted; tells how many mailboxes that were. */
  int unfinished() {
    List<MailboxId> open =
        database.read(
            "look for unfinished erasures",
            session -> {
              try (Command command =
                  session.prepare(tables.sql("SELECT mailbox_id FROM {erasure} LIMIT 10"))) {
                return command.list(row -> new MailboxId(row.uuid()));
              }
            });
    open.forEach(this::finish);
    return open.size();
  }

  private void finish(MailboxId mailboxId) {
    boolean more = true;
    while (more) {
      more = database.transact("erase messages", session -> eraseSome(session, mailboxId));
    }
    eraseAll(mailboxId, "{thread}", "thread_key");
    eraseAll(mailboxId, "{erased_key}", "delivery_key");
    eraseAll(mailboxId, "{delivery_key}", "delivery_key");
    eraseAll(mailboxId, "{session}", "token_hash");
    eraseAll(mailboxId, "{device}", "device_hash");
    eraseLog(mailboxId);
    database.transact(
        "finish an erasure",
        session -> {
          // catch-up that began before may have added thread keys: now it can no more
          catchUp.lock(session, mailboxId);
          for (String table : new String[] {"{thread}", "{progress}", "{erasure}"}) {
            Dialect.update(
                session,
                tables.sql("DELETE FROM " + table + " WHERE mailbox_id = ?"),
                command -> command.uuid(mailboxId.value()));
          }
          return true;
        });
  }

  private boolean eraseSome(Session session, MailboxId mailboxId) throws SQLException {
    catchUp.lock(session, mailboxId);
    List<UUID> some;
    try (Command command =
        session.prepare(
            tables.sql("SELECT message_id FROM {message} WHERE mailbox_id = ? LIMIT " + BATCH))) {
      some = command.uuid(mailboxId.value()).list(row -> row.uuid());
    }
    if (!some.isEmpty()) {
      deleteRows(session, mailboxId, some);
    }
    return some.size() == BATCH;
  }

  /** Whoever writes the log keeps the row of the mailbox meanwhile: no record comes after it. */
  private void eraseLog(MailboxId mailboxId) {
    boolean more = true;
    while (more) {
      more =
          database.transact(
              "erase records of deliveries",
              session -> deliveryLog.erase(session, mailboxId.value(), BATCH) == BATCH);
    }
  }

  private void eraseAll(MailboxId mailboxId, String table, String key) {
    String select =
        tables.sql("SELECT " + key + " FROM " + table + " WHERE mailbox_id = ? LIMIT " + BATCH);
    String delete = tables.sql("DELETE FROM " + table + " WHERE {pairs mailbox_id " + key + "}");
    boolean more = true;
    while (more) {
      more =
          database.transact(
              "erase keys",
              session -> {
                List<String> some;
                try (Command command = session.prepare(select)) {
                  some = command.uuid(mailboxId.value()).list(row -> row.text());
                }
                if (!some.isEmpty()) {
                  try (Command command =
                      session.prepare(delete, mailboxId.value(), some, Command::text)) {
                    command.update();
                  }
                }
                return some.size() == BATCH;
              });
    }
  }

  private record ErasedKey(UUID mailboxId, String key) {}

  /** Forgets keys of messages erased before a time; tells how many. */
  int prune(Instant before, int limit) {
    return database.transact(
        "prune delivery keys",
        session -> {
          List<ErasedKey> old = new ArrayList<>();
          try (Command command =
              session.prepare(
                  tables.sql(
                      "SELECT mailbox_id, delivery_key FROM {erased_key} WHERE erased_at < ?"
                          + " ORDER BY erased_at, mailbox_id, delivery_key LIMIT ?"))) {
            old.addAll(
                command
                    .number(before.toEpochMilli())
                    .number(limit)
                    .list(row -> new ErasedKey(row.uuid(), row.text())));
          }
          old.sort(Comparator.comparing(ErasedKey::mailboxId).thenComparing(ErasedKey::key));
          deleteKeys(session, old, "{delivery_key}");
          return deleteKeys(session, old, "{erased_key}");
        });
  }

  private int deleteKeys(Session session, List<ErasedKey> keys, String table) throws SQLException {
    int deleted = 0;
    String sql = tables.sql("DELETE FROM " + table + " WHERE mailbox_id = ? AND delivery_key = ?");
    try (Command command = session.prepare(sql)) {
      for (ErasedKey key : keys) {
        deleted += command.again().uuid(key.mailboxId()).text(key.key()).update();
      }
    }
    return deleted;
  }
}
