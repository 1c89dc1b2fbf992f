package dev.melme.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AliasStatus;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.api.MessageId;
import dev.melme.api.Slug;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.WriteTurns;
import dev.melme.spi.MelMeStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A database in which an index is worth its while: some thousand rows in each table. */
record GrownDatabase(MailboxId someMailbox, List<MessageId> someMessages) {

  /** Rows per table that grows with the mail. */
  static final int MESSAGES = 4000;

  private static final String ALIAS = "joe@acme.example\tjoe@acme.example\t\\-\n";
  private static final int MAILBOXES = 20;
  private static final Tables TABLES = new Tables(null, "melme_");

  static GrownDatabase fill(MelMeStore store, TestDatabase database) {
    List<MailboxId> mailboxes = new ArrayList<>();
    for (int i = 0; i < MAILBOXES; i++) {
      mailboxes.add(createMailbox(store, i));
    }
    List<MessageId> ofFirst = new ArrayList<>();
    try (var pool = database.pool(2)) {
      Dialect dialect = Database.probe(pool, connection -> Dialect.of(connection));
      new Database(
              pool,
              dialect.uuidForm(),
              dialect.pairForm(),
              Connection.TRANSACTION_READ_COMMITTED,
              WriteTurns.together())
          .transact("fill the tables", session -> fill(session, mailboxes, ofFirst));
    }
    analyze(database);
    return new GrownDatabase(mailboxes.get(0), List.copyOf(ofFirst));
  }

  static MailboxId createMailbox(MelMeStore store, int number) {
    MailboxId id = new MailboxId(new UUID(0x0190_0000_0000_7000L + number, Long.MIN_VALUE));
    store
        .mailboxes()
        .create(
            new Mailbox(
                id,
                Slug.of("box-" + number),
                "Box",
                "Box",
                Optional.empty(),
                Optional.empty(),
                MailboxStatus.ACTIVE,
                Optional.empty(),
                Instant.EPOCH,
                1));
    store
        .aliases()
        .create(
            new Alias(
                AliasPattern.parse("team@acme" + number + ".example"),
                id,
                AliasStatus.ENABLED,
                Alias.WhenUnavailable.REFUSE,
                Instant.EPOCH,
                1));
    return id;
  }

  private static boolean fill(Session session, List<MailboxId> mailboxes, List<MessageId> ofFirst)
      throws SQLException {
    String values = MessageRow.PARAMETERS;
    try (var message =
            insert(session, "message", MessageRow.COLUMNS + ", delivery_key", values + ", ?");
        var content = insert(session, "content", "chunk, data", "0, ?");
        var key = insert(session, "delivery_key", "delivery_key", "?");
        var erased = insert(session, "erased_key", "delivery_key, erased_at", "?, 4000000000000");
        var added = insert(session, "added_alias", "ordinal, matched_alias", "1, ?");
        var pending = insert(session, "pending", "size_bytes", "1");
        var entry =
            insert(
                session,
                "entry",
                "position, conversation_id, received_at, size_bytes, folder, unread_in, flagged_in,"
                    + " labels, matched_aliases, completeness, traits, subject, snippet,"
                    + " from_field, attachment_count",
                "?, ?, 0, 1, 'INBOX', ?, ?, '', ?, 'PARSED', '', '', '', '', 0");
        var scan = insert(session, "scan", "attempts, due_at, refused", "0, ?, ''");
        var outbox =
            insert(
                session,
                "outbox",
                "state, due_at, attempts, in_hand, queued_at, from_address, message_id_field,"
                    + " message_id_hash, sent_anyway",
                "?, ?, 1, 0, 9, 'team@acme.example', 'x', ?, ''");
        var recipient =
            insert(
                session,
                "outbox_recipient",
                "ordinal, address, field, state",
                "?, 'joe@many.example', 'TO', 'WAITING'");
        var draft =
            keyed(
                session,
                "draft",
                "mailbox_id, draft_id, version, saved_at, kind, to_text, cc_text, bcc_text,"
                    + " subject, quoting, last_number",
                "?, ?, 1, 9, 'NEW', '', '', '', '', 0, 1");
        var file =
            keyed(
                session,
                "draft_attachment",
                "mailbox_id, draft_id, file_number, file_name, content_type, size_bytes",
                "?, ?, 1, 'a.txt', 'text/plain', 2000");
        var fileContent =
            keyed(
                session,
                "draft_content",
                "mailbox_id, draft_id, file_number, chunk, data",
                "?, ?, 1, 0, ?");
        var notice =
            session.prepare(
                TABLES.sql(
                    "INSERT INTO {notice} (notice_day, sender_key, recipient_key)"
                        + " VALUES (?, ?, ?)"));
        var label = insert(session, "label_entry", "label", "'word'");
        var conversation =
            keyed(
                session,
                "conversation",
                "mailbox_id, conversation_id, folder, newest_position, newest_at, message_count,"
                    + " unread_count, flagged_count, attachment_count",
                "?, ?, 'INBOX', ?, 0, 1, 1, 0, 0");
        var follower =
            keyed(
                session,
                "follower",
                "mailbox_id, conversation_id, follower_id, merged",
                "?, ?, ?, 1");
        var waiting =
            keyed(
                session,
                "waiting",
                "mailbox_id, ordinal, kind, made_at, message_ids",
                "?, ?, 'CHANGED', 9, ''");
        var feed =
            keyed(
                session,
                "feed",
                "mailbox_id, position, kind, made_at, message_ids",
                "?, ?, 'ADDED', ?, ''");
        var thread = insert(session, "thread", "thread_key, conversation_id", "?, ?");
        var device = keyed(session, "device", "mailbox_id, device_hash, signed_in_at", "?, ?, 9");
        var attempt =
            keyed(session, "attempt", "attempt_key, failures, next_at, last_at", "?, 1, 9, 9");
        var log =
            keyed(
                session,
                "delivery_log",
                "mailbox_id, record_id, recipient_key, sender_key, recipient, reason",
                "?, ?, ?, ?, ?, 'STORED'");
        var signedIn =
            keyed(
                session,
                "session",
                "mailbox_id, token_hash, session_id, created_at, last_active_at",
                "?, ?, ?, 9, 9");
        var alias =
            session.prepare(
                TABLES.sql(
                    "INSERT INTO {alias} (alias_key, domain, pattern, mailbox_id, status,"
                        + " when_unavailable, created_at, version)"
                        + " VALUES (?, ?, ?, ?, 'ENABLED', 'REFUSE', 0, 1)"))) {
      for (int i = 0; i < MESSAGES; i++) {
        UUID mailbox = mailboxes.get(i % MAILBOXES).value();
        UUID id = new UUID(0x0190_0000_0001_7000L + i, Long.MIN_VALUE);
        String hash = String.format(java.util.Locale.ROOT, "%043d", i);
        if (i % MAILBOXES == 0 && ofFirst.size() < 5) {
          ofFirst.add(new MessageId(id));
        }
        message.uuid(mailbox).uuid(id);
        bindMessage(message);
        message.text(hash).addBatch();
        content.uuid(mailbox).uuid(id).bytes(new byte[2000]).addBatch();
        key.uuid(mailbox).uuid(id).text(hash).addBatch();
        erased.uuid(mailbox).text("e" + hash.substring(1)).addBatch();
        added.uuid(mailbox).uuid(id).text(ALIAS).addBatch();
        if (i % 2 == 0) {
          pending.uuid(mailbox).uuid(id).addBatch();
        }
        entry
            .uuid(mailbox)
            .uuid(id)
            .number(i + 1L)
            .uuid(id)
            .text(i % 3 == 0 ? "INBOX" : null)
            .text(i % 50 == 0 ? "INBOX" : null)
            .text(ALIAS)
            .addBatch();
        scan.uuid(mailbox).uuid(id).number(i).addBatch();
        // nearly all of it is done with
        outbox
            .uuid(mailbox)
            .uuid(id)
            .text(i % 40 == 0 ? "QUEUED" : "SENT")
            .numberOrNull(i % 40 == 0 ? (Long) (long) i : null)
            .text(hash)
            .addBatch();
        recipient.uuid(mailbox).uuid(id).number(0).addBatch();
        recipient.uuid(mailbox).uuid(id).number(1).addBatch();
        draft.uuid(mailbox).uuid(id).addBatch();
        file.uuid(mailbox).uuid(id).addBatch();
        fileContent.uuid(mailbox).uuid(id).bytes(new byte[2000]).addBatch();
        notice.number(i).bytes(new byte[] {1}).bytes(new byte[] {2}).addBatch();
        label.uuid(mailbox).uuid(id).addBatch();
        conversation.uuid(mailbox).uuid(id).number(i + 1L).addBatch();
        follower.uuid(mailbox).uuid(new UUID(i, 9)).uuid(id).addBatch();
        waiting.uuid(mailbox).number(i + 1L).addBatch();
        feed.uuid(mailbox).number(i + 1L).number(1_000_000_000_000L + i).addBatch();
        thread.uuid(mailbox).text(hash).uuid(id).addBatch();
        device.uuid(mailbox).text(hash).addBatch();
        attempt.text(hash).addBatch();
        signedIn.uuid(mailbox).text(hash).uuid(id).addBatch();
        byte[] recipientKey = ("a" + i + "@many" + i % 50 + ".example").getBytes(US_ASCII);
        byte[] sender =
            i % 3 == 0 ? new byte[0] : ("joe@many" + i % 50 + ".example").getBytes(US_ASCII);
        log.uuid(mailbox)
            .uuid(id)
            .bytes(recipientKey)
            .bytes(sender)
            .text("x@many.example")
            .addBatch();
        String address = "a" + i + "@many" + i % 50 + ".example";
        alias
            .bytes(address.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .text("many" + i % 50 + ".example")
            .text(address)
            .uuid(mailbox)
            .addBatch();
      }
      for (var batch :
          List.of(
              message,
              content,
              key,
              erased,
              added,
              pending,
              entry,
              label,
              scan,
              outbox,
              recipient,
              draft,
              file,
              fileContent,
              notice,
              conversation,
              follower,
              waiting,
              feed,
              thread,
              alias,
              device,
              attempt,
              signedIn,
              log)) {
        batch.executeBatch();
      }
      return true;
    }
  }

  private static dev.melme.jdbc.kit.Command keyed(
      Session session, String table, String columns, String values) throws SQLException {
    return session.prepare(
        TABLES.sql("INSERT INTO {" + table + "} (" + columns + ") VALUES (" + values + ")"));
  }

  /** A command whose first parameters are the mailbox and, but for keys, the message. */
  private static dev.melme.jdbc.kit.Command insert(
      Session session, String table, String columns, String values) throws SQLException {
    boolean ofMessage = !table.equals("erased_key") && !table.equals("thread");
    return session.prepare(
        TABLES.sql(
            "INSERT INTO {"
                + table
                + "} (mailbox_id, "
                + (ofMessage ? "message_id, " : "")
                + columns
                + ") VALUES (?, "
                + (ofMessage ? "?, " : "")
                + values
                + ")"));
  }

  static void bindMessage(dev.melme.jdbc.kit.Command message) throws SQLException {
    for (String column : MessageRow.COLUMNS.split(", ", -1)) {
      switch (column) {
        case "received_at", "size_bytes", "date_field", "attachment_count" -> message.number(0);
        case "matched_aliases" -> message.text(ALIAS);
        case "completeness" -> message.text("PARSED");
        case "text_origin" -> message.text("NONE");
        case "reverse_path", "client_address", "trace_field", "authentication_results" ->
            message.text(null);
        case "body_text" -> message.text("word ".repeat(200));
        default -> message.text("");
      }
    }
  }

  private static void analyze(TestDatabase database) {
    for (String table : Schema.tables()) {
      database.execute(
          database.url().contains(":mariadb:")
              ? "ANALYZE TABLE melme_" + table
              : database.url().contains(":h2:")
                  ? "ANALYZE TABLE melme_" + table
                  : "ANALYZE melme_" + table);
    }
  }
}
