package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.WriteTurns;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the repositories work with, from the moment that the database is known. */
final class Engine {

  private final Database database;
  private final Dialect dialect;
  private final Tables tables;
  private final MessageTable messages;
  private final EntryTable entries;
  private final EntryLists lists;
  private final ConversationTable conversations;
  private final FeedTable feed;
  private final ScanTable scans;
  private final SearchIndex searchIndex;
  private final CatchUpTables catchUp;
  private final Marks marks;
  private final CredentialTable credentials;
  private final SessionTable sessions;
  private final AttemptTable attempts;
  private final DeliveryLogTable deliveryLog;
  private final OutboxTable outbox;
  private final OutboxChanges outboxChanges;
  private final NoticeTable notices;
  private final DraftFileTable draftFiles;
  private final DraftTable drafts;
  private final Enqueue enqueue;
  private final Erasure erasure;
  private final Append append;
  private final List<String> match;
  private final @Nullable Clock clock;

  Engine(JdbcStoreSettings settings, Dialect dialect, int isolation, WriteTurns turns) {
    this.dialect = dialect;
    this.clock = settings.clock();
    this.database =
        new Database(
            settings.dataSource(), dialect.uuidForm(), dialect.pairForm(), isolation, turns);
    String schema = settings.schema();
    this.tables =
        new Tables(schema == null ? null : dialect.quoted(schema), settings.tablePrefix());
    this.messages = new MessageTable(tables);
    this.entries = new EntryTable(tables, messages);
    this.conversations = new ConversationTable(tables, entries, dialect.conversationRows(tables));
    this.feed = new FeedTable(dialect, tables);
    this.searchIndex = dialect.searchIndex(tables);
    this.lists =
        new EntryLists(tables, entries, feed, new TermSearch(tables, entries, searchIndex));
    this.scans = new ScanTable(tables);
    this.catchUp = new CatchUpTables(dialect, tables, conversations, feed, scans, searchIndex);
    this.marks = new Marks(tables, catchUp, entries, conversations, feed);
    this.credentials = new CredentialTable(tables);
    this.sessions = new SessionTable(dialect, tables);
    this.attempts = new AttemptTable(dialect, tables);
    this.deliveryLog = new DeliveryLogTable(dialect, tables);
    this.outbox = new OutboxTable(dialect, tables);
    this.outboxChanges = new OutboxChanges(catchUp, outbox, feed);
    this.notices = new NoticeTable(dialect, tables);
    this.draftFiles = new DraftFileTable(tables);
    this.drafts = new DraftTable(dialect, tables, draftFiles);
    this.enqueue = new Enqueue(this);
    this.erasure = new Erasure(this, credentials);
    this.append = new Append(database, dialect, tables, settings.hooks());
    this.match = AliasRow.matchStatements(tables);
  }

  Database database() {
    return database;
  }

  Dialect dialect() {
    return dialect;
  }

  Tables tables() {
    return tables;
  }

  MessageTable messages() {
    return messages;
  }

  EntryTable entries() {
    return entries;
  }

  EntryLists lists() {
    return lists;
  }

  ConversationTable conversations() {
    return conversations;
  }

  FeedTable feed() {
    return feed;
  }

  SearchIndex searchIndex() {
    return searchIndex;
  }

  ScanTable scans() {
    return scans;
  }

  Marks marks() {
    return marks;
  }

  CatchUpTables catchUp() {
    return catchUp;
  }

  CredentialTable credentials() {
    return credentials;
  }

  SessionTable sessions() {
    return sessions;
  }

  AttemptTable attempts() {
    return attempts;
  }

  /** Tells whether a mailbox is there: the rows of one that is being erased are never read. */
  boolean exists(Session session, MailboxId mailboxId) throws SQLException {
    try (Command command =
        session.prepare(tables.sql("SELECT 1 FROM {mailbox} WHERE mailbox_id = ?"))) {
      return command.uuid(mailboxId.value()).first(row -> true).isPresent();
    }
  }

  DeliveryLogTable deliveryLog() {
    return deliveryLog;
  }

  OutboxTable outbox() {
    return outbox;
  }

  OutboxChanges outboxChanges() {
    return outboxChanges;
  }

  NoticeTable notices() {
    return notices;
  }

  DraftTable drafts() {
    return drafts;
  }

  DraftFileTable draftFiles() {
    return draftFiles;
  }

  Enqueue enqueue() {
    return enqueue;
  }

  /** Ends all sessions of a mailbox, also those that are about to be opened. */
  int endSessions(Session session, UUID mailboxId) throws SQLException {
    return credentials.nextEpoch(session, mailboxId) ? sessions.endAll(session, mailboxId) : 0;
  }

  Erasure erasure() {
    return erasure;
  }

  Append append() {
    return append;
  }

  /** Finds aliases by so many candidates. */
  String match(int candidates) {
    return match.get(candidates - 1);
  }

  /** The time of the database, which all nodes share. */
  Instant now() {
    if (clock != null) {
      return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
    return database.read(
        "tell the time",
        session -> {
          try (Command command = session.prepare(dialect.nowMillis())) {
            return command
                .first(row -> Instant.ofEpochMilli(row.number()))
                .orElseThrow(() -> new SQLException("No time", "02000"));
          }
        });
  }
}
