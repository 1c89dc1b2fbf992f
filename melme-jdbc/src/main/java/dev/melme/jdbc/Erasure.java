package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Database;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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

  /** Drafts have files of any size. */
  private static final int DRAFTS = 10;

  private static final List<String> LAST_TABLES =
      List.of(
          "{thread}",
          "{conversation}",
          "{follower}",
          "{waiting}",
          "{feed}",
          "{feed_start}",
          "{progress}",
          "{erasure}");
  private static final String OF_MESSAGES = " WHERE {pairs mailbox_id message_id}";

  private final Database database;
  private final Dialect dialect;
  private final Tables tables;
  private final CatchUpTables catchUp;
  private final ConversationTable conversations;
  private final FeedTable feed;
  private final SearchIndex searchIndex;
  private final CredentialTable credentials;
  private final DeliveryLogTable deliveryLog;
  private final DraftTable drafts;

  Erasure(Engine engine, CredentialTable credentials) {
    this.database = engine.database();
    this.dialect = engine.dialect();
    this.tables = engine.tables();
    this.catchUp = engine.catchUp();
    this.conversations = engine.conversations();
    this.feed = engine.feed();
    this.searchIndex = engine.searchIndex();
    this.deliveryLog = engine.deliveryLog();
    this.drafts = engine.drafts();
    this.credentials = credentials;
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
    List<Placed> placed = placed(session, mailboxId, found);
    long bytes = placed.stream().mapToLong(Placed::sizeBytes).sum();
    catchUp.uncount(session, mailboxId, position.getAsLong(), placed.size(), bytes);
    deleteRows(session, mailboxId, found);
    keepKeys(session, mailboxId, there, now);
    if (!placed.isEmpty()) {
      conversations.refresh(session, mailboxId.value(), conversations(placed));
      List<UUID> gone = placed.stream().map(Placed::messageId).toList();
      feed.await(session, mailboxId.value(), Change.Kind.REMOVED, gone, now, Optional.empty());
    }
    return found.size();
  }

  private static Set<UUID> conversations(List<Placed> placed) {
    return placed.stream().map(Placed::conversationId).collect(Collectors.toSet());
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

  private record Placed(UUID messageId, UUID conversationId, long sizeBytes) {}

  /** Those that catch-up has counted. */
  private List<Placed> placed(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    String sql =
        tables.sql("SELECT message_id, conversation_id, size_bytes FROM {entry}" + OF_MESSAGES);
    try (Command command = session.prepare(sql, mailboxId.value(), ids, Command::uuid)) {
      return command.list(row -> new Placed(row.uuid(), row.uuid(), row.number()));
    }
  }

  private void deleteRows(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    deleteContent(session, mailboxId, ids);
    deleteLabels(session, mailboxId, ids);
    searchIndex.erased(session, mailboxId.value(), ids);
    for (String table :
        new String[] {
          "{pending}",
          "{entry}",
          "{scan}",
          "{added_alias}",
          "{outbox}",
          "{outbox_recipient}",
          "{message}"
        }) {
      String sql = tables.sql("DELETE FROM " + table + OF_MESSAGES);
      try (Command command = session.prepare(sql, mailboxId.value(), ids, Command::uuid)) {
        command.update();
      }
    }
  }

  private void deleteLabels(Session session, MailboxId mailboxId, List<UUID> ids)
      throws SQLException {
    Map<UUID, List<String>> labelled = new HashMap<>();
    String select = tables.sql("SELECT message_id, labels FROM {entry}" + OF_MESSAGES);
    try (Command command = session.prepare(select, mailboxId.value(), ids, Command::uuid)) {
      command.list(row -> labelled.put(row.uuid(), PackedValues.toTexts(row.text())));
    }
    String delete =
        tables.sql(
            "DELETE FROM {label_entry} WHERE mailbox_id = ? AND label = ? AND message_id = ?");
    labelled.values().removeIf(List::isEmpty);
    if (labelled.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(delete)) {
      for (Map.Entry<UUID, List<String>> entry : labelled.entrySet()) {
        for (String label : entry.getValue()) {
          command.uuid(mailboxId.value()).text(label).uuid(entry.getKey()).addBatch();
        }
      }
      command.executeBatch();
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
    eraseDrafts(mailboxId);
    eraseAll(mailboxId, "{thread}", "thread_key", Row::text, Command::text);
    eraseAll(mailboxId, "{erased_key}", "delivery_key", Row::text, Command::text);
    eraseAll(mailboxId, "{delivery_key}", "delivery_key", Row::text, Command::text);
    eraseAll(mailboxId, "{session}", "token_hash", Row::text, Command::text);
    eraseAll(mailboxId, "{device}", "device_hash", Row::text, Command::text);
    eraseAll(mailboxId, "{follower}", "conversation_id", Row::uuid, Command::uuid);
    eraseAll(mailboxId, "{waiting}", "ordinal", Row::number, Command::number);
    eraseAll(mailboxId, "{feed}", "position", Row::number, Command::number);
    eraseLog(mailboxId);
    database.transact(
        "finish an erasure",
        session -> {
          // catch-up that began before may have added some of these: now it can no more
          catchUp.lock(session, mailboxId);
          for (String table : LAST_TABLES) {
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
      List<Placed> placed = placed(session, mailboxId, some);
      conversations.forget(session, mailboxId.value(), conversations(placed));
      deleteRows(session, mailboxId, some);
    }
    return some.size() == BATCH;
  }

  /**
   * Whoever adds a draft keeps the row of the mailbox meanwhile, and whoever adds a file the draft.
   */
  private void eraseDrafts(MailboxId mailboxId) {
    boolean more = true;
    while (more) {
      more =
          database.transact(
              "erase drafts", session -> drafts.erase(session, mailboxId, DRAFTS) == DRAFTS);
    }
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

  private <K> void eraseAll(
      MailboxId mailboxId,
      String table,
      String key,
      Command.Mapper<K> reader,
      Session.Binder<K> binder) {
    String select =
        tables.sql("SELECT " + key + " FROM " + table + " WHERE mailbox_id = ? LIMIT " + BATCH);
    String delete = tables.sql("DELETE FROM " + table + " WHERE {pairs mailbox_id " + key + "}");
    boolean more = true;
    while (more) {
      more =
          database.transact(
              "erase keys",
              session -> {
                List<K> some;
                try (Command command = session.prepare(select)) {
                  some = command.uuid(mailboxId.value()).list(reader);
                }
                if (!some.isEmpty()) {
                  try (Command command = session.prepare(delete, mailboxId.value(), some, binder)) {
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
