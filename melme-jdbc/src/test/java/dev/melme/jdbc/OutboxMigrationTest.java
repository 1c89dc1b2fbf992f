package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageState;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.WriteTurns;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database from before teams could answer is brought up to date with all that is in it. */
@Timeout(120)
class OutboxMigrationTest {

  private static final Tables TABLES = new Tables(null, "melme_");
  private static final MailboxId MAILBOX = new MailboxId(UUID.randomUUID());
  private static final MessageId PLACED = new MessageId(new UUID(0x0190_0000_0001_7000L, 1));
  private static final MessageId PENDING = new MessageId(new UUID(0x0190_0000_0002_7000L, 2));
  private static final AliasPattern ALIAS = AliasPattern.parse("support@acme.example");

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_came_in_before_is_there_and_pending_messages_begin_in_the_inbox(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      Dialect dialect = Database.probe(pool, Dialect::of);
      migrate(pool, dialect, kind == Databases.POSTGRESQL ? "9" : "7");
      database(pool, dialect).transact("fill", session -> fill(session, dialect));
      JdbcStore store = JdbcStore.create(pool);

      store.initialise();

      assertThat(store.aliases().find(ALIAS).map(Alias::sending)).contains(Alias.Sending.ALLOWED);
      List<PendingMessage> pending = store.messages().pending(MAILBOX, 10).messages();
      assertThat(pending).extracting(PendingMessage::messageId).containsExactly(PENDING);
      assertThat(pending).extracting(PendingMessage::folder).containsExactly(Folder.INBOX);
      assertThat(pending).allMatch(message -> message.conversation().isEmpty());
      place(store, pending.get(0));
      assertThat(
              store
                  .entries()
                  .list(MAILBOX, EntryFilter.everything(), Optional.empty(), 10, 10)
                  .entries())
          .extracting(entry -> entry.id() + " " + entry.state().equals(MessageState.NEW))
          .containsExactly(PENDING + " true", PLACED + " true");
      assertThat(store.outbox().find(MAILBOX, List.of(PLACED, PENDING))).isEmpty();
      assertThat(store.outbox().enqueue(SentMessages.message(MAILBOX), Optional.empty()))
          .isEqualTo(EnqueueOutcome.ENQUEUED);
    }
  }

  /** Where a statement that makes a table is committed by itself. */
  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
  void what_a_crash_interrupted_is_gone_on_with(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      Dialect dialect = Database.probe(pool, Dialect::of);
      migrate(pool, dialect, "7");
      database(pool, dialect).transact("fill", session -> fill(session, dialect));
      database.execute(
          "ALTER TABLE melme_alias ADD COLUMN sending VARCHAR(20) DEFAULT 'ALLOWED' NOT NULL",
          "ALTER TABLE melme_pending ADD COLUMN folder VARCHAR(20) DEFAULT 'INBOX' NOT NULL");
      JdbcStore store = JdbcStore.create(pool);

      store.initialise();

      assertThat(store.messages().pending(MAILBOX, 10).messages())
          .extracting(PendingMessage::folder)
          .containsExactly(Folder.INBOX);
      assertThat(store.outbox().enqueue(SentMessages.message(MAILBOX), Optional.empty()))
          .isEqualTo(EnqueueOutcome.ENQUEUED);
    }
  }

  /** As a node of the version before writes, which does not know the columns. */
  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_node_of_the_version_before_goes_on_writing(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = JdbcStore.create(pool);
      store.initialise();
      Dialect dialect = Database.probe(pool, Dialect::of);

      database(pool, dialect).transact("fill", session -> fill(session, dialect));

      assertThat(store.aliases().find(ALIAS).map(Alias::sending)).contains(Alias.Sending.ALLOWED);
      assertThat(store.messages().pending(MAILBOX, 10).messages())
          .extracting(PendingMessage::folder)
          .containsExactly(Folder.INBOX);
    }
  }

  private static void place(JdbcStore store, PendingMessage message) {
    Placement place =
        new Placement(
            2,
            message.messageId(),
            new ConversationId(message.messageId().value()),
            message.folder());
    assertThat(store.messages().apply(MAILBOX, new CatchUpBatch(1, List.of(place), Map.of())))
        .isTrue();
  }

  private static void migrate(HikariDataSource pool, Dialect dialect, String target) {
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:dev/melme/jdbc/migration/" + dialect.folder())
        .table("melme_schema_history")
        .placeholders(Map.of("prefix", "melme_"))
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target(target)
        .load()
        .migrate();
  }

  private static Database database(HikariDataSource pool, Dialect dialect) {
    return new Database(
        pool,
        dialect.uuidForm(),
        dialect.pairForm(),
        Connection.TRANSACTION_READ_COMMITTED,
        WriteTurns.together());
  }

  /** A mailbox with an alias, a message that has its place and one that has none. */
  private static boolean fill(Session session, Dialect dialect) throws SQLException {
    insert(
        session,
        "mailbox",
        "slug, name, sender_name, status, created_at, version",
        "'old', 'Old', 'Old', 'ACTIVE', 0, 1");
    insert(session, "credential", "epoch", "0");
    dialect.mailboxCreated(session, TABLES, MAILBOX.value());
    insert(session, "progress", "last_position, message_count, message_bytes", "1, 1, 3");
    try (Command alias =
        session.prepare(
            TABLES.sql(
                "INSERT INTO {alias} (mailbox_id, alias_key, domain, pattern, status,"
                    + " when_unavailable, created_at, version)"
                    + " VALUES (?, ?, 'acme.example', ?, 'ENABLED', 'REFUSE', 0, 1)"))) {
      alias
          .uuid(MAILBOX.value())
          .bytes(ALIAS.key().getBytes(StandardCharsets.UTF_8))
          .text(ALIAS.toString())
          .update();
    }
    for (MessageId id : List.of(PLACED, PENDING)) {
      String columns = MessageRow.COLUMNS + ", delivery_key";
      try (Command message =
          session.prepare(
              TABLES.sql(
                  "INSERT INTO {message} (mailbox_id, message_id, "
                      + columns
                      + ") VALUES (?, ?, "
                      + MessageRow.PARAMETERS
                      + ", ?)"))) {
        message.uuid(MAILBOX.value()).uuid(id.value());
        GrownDatabase.bindMessage(message);
        message.text("k".repeat(42) + (id.equals(PLACED) ? "1" : "2")).update();
      }
    }
    insert(
        session,
        PLACED,
        "entry",
        "position, conversation_id, received_at, size_bytes, folder, unread_in, labels,"
            + " matched_aliases, completeness, traits, subject, snippet, from_field,"
            + " attachment_count",
        "1, message_id, 0, 3, 'INBOX', 'INBOX', '', matched_aliases, 'PARSED', '', '', '', '', 0");
    insert(session, PENDING, "pending", "size_bytes", "3");
    return true;
  }

  private static void insert(Session session, String table, String columns, String values)
      throws SQLException {
    try (Command command =
        session.prepare(
            TABLES.sql(
                "INSERT INTO {"
                    + table
                    + "} (mailbox_id, "
                    + columns
                    + ") VALUES (?, "
                    + values
                    + ")"))) {
      command.uuid(MAILBOX.value()).update();
    }
  }

  /** A row of a message, from the row of the message. */
  private static void insert(
      Session session, MessageId id, String table, String columns, String values)
      throws SQLException {
    try (Command command =
        session.prepare(
            TABLES.sql(
                "INSERT INTO {"
                    + table
                    + "} (mailbox_id, message_id, "
                    + columns
                    + ") SELECT mailbox_id, message_id, "
                    + values
                    + " FROM {message} WHERE mailbox_id = ? AND message_id = ?"))) {
      command.uuid(MAILBOX.value()).uuid(id.value()).update();
    }
  }
}
