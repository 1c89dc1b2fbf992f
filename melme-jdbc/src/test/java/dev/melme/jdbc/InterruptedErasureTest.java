package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.WriteTurns;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import dev.melme.spi.LogRange;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.RecordedChanges;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies in the middle of erasing a mailbox leaves rows, but nothing to read. */
@Timeout(120)
class InterruptedErasureTest {

  private static final Label LABEL = Label.of("word");
  private static final Instant NOW = Instant.EPOCH;
  private static final Tables TABLES = new Tables(null, "melme_");

  @ParameterizedTest
  @EnumSource(Databases.class)
  void nothing_of_a_half_erased_mailbox_is_read(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = ready(pool);
      MailboxId mailbox = GrownDatabase.createMailbox(store, 1);
      MessageId message = delivered(store, mailbox);
      Outbound sent = enqueued(store, mailbox);
      Draft draft = drafted(store, mailbox);

      dieAfterTheFirstStep(pool, mailbox);

      MessageRepository messages = store.messages();
      assertThat(messages.list(mailbox, Optional.empty(), 10)).isEmpty();
      assertThat(messages.find(mailbox, message)).isEmpty();
      assertThat(messages.content(mailbox, message, 0, 10)).isEmpty();
      assertThat(messages.placements(mailbox, 0, 10)).isEmpty();
      noEntryIsRead(store.entries(), mailbox, message);
      assertThat(store.scans().find(mailbox, message)).isEmpty();
      nothingSentIsRead(store, mailbox, sent);
      noDraftIsRead(store.drafts(), draft);
      LogRange all =
          new LogRange(DeliveryRecordId.bound(Instant.MIN), DeliveryRecordId.bound(Instant.MAX));
      assertThat(store.deliveryLog().list(all, 10)).isEmpty();
      assertThat(store.deliveryLog().listByMailbox(mailbox, all, 10)).isEmpty();
      assertThat(store.mailboxes().usage(mailbox)).isEqualTo(MailboxUsage.NONE);
    }
  }

  private static void noEntryIsRead(EntryRepository entries, MailboxId mailbox, MessageId message) {
    EntryFilter all = EntryFilter.everything();
    ConversationId conversation = new ConversationId(message.value());
    assertThat(entries.list(mailbox, all, Optional.empty(), 5, 9)).isEqualTo(EntryScan.NOTHING);
    assertThat(entries.list(mailbox, all.onlyLabelled(LABEL), Optional.empty(), 5, 9))
        .isEqualTo(EntryScan.NOTHING);
    assertThat(entries.match(mailbox, List.of("word"), all, Optional.empty(), 5, 9).entries())
        .isEmpty();
    assertThat(entries.find(mailbox, List.of(message))).isEmpty();
    assertThat(entries.unread(mailbox, Folder.INBOX, 9)).isZero();
    assertThat(entries.labels(mailbox, 9)).isEmpty();
    assertThat(entries.conversations(mailbox, Folder.INBOX, OptionalLong.empty(), 9)).isEmpty();
    assertThat(entries.conversation(mailbox, conversation)).isEmpty();
    assertThat(entries.facts(mailbox, List.of(conversation))).isEmpty();
    assertThat(entries.mark(mailbox, List.of(message), Marking.flag(), NOW, Optional.empty()))
        .isZero();
    assertThat(entries.changes(mailbox, 0, 9)).isEqualTo(RecordedChanges.NONE);
  }

  private static void nothingSentIsRead(JdbcStore store, MailboxId mailbox, Outbound sent) {
    OutboxRepository outbox = store.outbox();
    MessageId id = sent.messageId();
    Instant later = SentMessages.SENT_AT.plusSeconds(9);
    assertThat(outbox.find(mailbox, List.of(id))).isEmpty();
    assertThat(outbox.findByMessageId(mailbox, sent.messageIdField())).isEmpty();
    assertThat(outbox.list(OutboundState.QUEUED, Optional.empty(), 9)).isEmpty();
    assertThat(outbox.lease(later, later, 9)).isEmpty();
    assertThat(outbox.settle(List.of(SentMessages.settlement(sent, State.SENT)), later)).isEmpty();
    assertThat(outbox.cancel(mailbox, id, Optional.empty(), later)).isFalse();
    assertThat(outbox.retry(mailbox, id, Optional.empty(), later)).isFalse();
    assertThat(outbox.bounced(mailbox, id, List.of(), later)).isZero();
    assertThat(outbox.enqueue(SentMessages.message(mailbox), Optional.empty()))
        .isEqualTo(EnqueueOutcome.NO_MAILBOX);
  }

  private static void noDraftIsRead(DraftRepository drafts, Draft draft) {
    MailboxId mailbox = draft.mailboxId();
    assertThat(drafts.find(mailbox, draft.id())).isEmpty();
    assertThat(drafts.list(mailbox, Optional.empty(), 9)).isEmpty();
    assertThat(drafts.content(mailbox, draft.id(), 1, 0, 9)).isEmpty();
    assertThat(drafts.update(draft.saved(2, NOW))).isFalse();
    assertThat(attach(drafts, draft)).isEmpty();
    assertThat(drafts.detach(mailbox, draft.id(), 1)).isFalse();
    assertThat(drafts.delete(mailbox, draft.id())).isFalse();
    assertThat(drafts.create(SentMessages.draft(mailbox))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void pruning_and_erasing_again_finish_what_was_interrupted(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = ready(pool);
      MailboxId pruned = GrownDatabase.createMailbox(store, 1);
      MailboxId erased = GrownDatabase.createMailbox(store, 2);
      for (MailboxId mailbox : List.of(pruned, erased)) {
        delivered(store, mailbox);
        enqueued(store, mailbox);
        for (int i = 0; i < 12; i++) {
          drafted(store, mailbox);
        }
      }
      dieAfterTheFirstStep(pool, pruned);
      store.prune(Instant.EPOCH, 10);
      assertThat(rows(pool, pruned)).isZero();
      dieAfterTheFirstStep(pool, erased);

      boolean existed = store.mailboxes().erase(erased);

      assertThat(existed).isFalse();
      assertThat(rows(pool, erased)).isZero();
    }
  }

  private static JdbcStore ready(HikariDataSource pool) {
    JdbcStore store = JdbcStore.create(pool);
    store.initialise();
    return store;
  }

  private static MessageId delivered(JdbcStore store, MailboxId mailbox) {
    Delivery.Target target = EveryCall.target(mailbox, "team@acme.example");
    store.messages().append(EveryCall.delivery(target, 100, index()));
    MessageId id = target.messageId();
    Placement place = new Placement(1, id, new ConversationId(id.value()));
    store
        .messages()
        .apply(mailbox, new CatchUpBatch(0, List.of(place), Map.of()).withScans(Set.of(id)));
    store
        .entries()
        .mark(mailbox, List.of(id), Marking.label(LABEL), Instant.EPOCH, Optional.empty());
    store.deliveryLog().record(List.of(EveryCall.record(mailbox)));
    return target.messageId();
  }

  private static Outbound enqueued(JdbcStore store, MailboxId mailbox) {
    OutgoingMessage message = SentMessages.message(mailbox);
    assertThat(store.outbox().enqueue(message, Optional.empty()))
        .isEqualTo(EnqueueOutcome.ENQUEUED);
    return message.outbound();
  }

  private static Draft drafted(JdbcStore store, MailboxId mailbox) {
    Draft draft = SentMessages.draft(mailbox);
    assertThat(store.drafts().create(draft)).isTrue();
    assertThat(attach(store.drafts(), draft)).isPresent();
    return draft;
  }

  private static Optional<DraftAttachment> attach(DraftRepository drafts, Draft draft) {
    return drafts.attach(
        draft.mailboxId(), draft.id(), SentMessages.file(10), SentMessages.bytes(10));
  }

  private static MessageIndex index() {
    MessageIndex nothing = MessageIndex.nothing();
    return new MessageIndex(
        nothing.completeness(),
        "word",
        nothing.from(),
        nothing.to(),
        nothing.cc(),
        nothing.replyTo(),
        nothing.date(),
        nothing.messageIdField(),
        nothing.inReplyTo(),
        nothing.references(),
        "",
        nothing.textOrigin(),
        "",
        "word",
        nothing.attachments(),
        nothing.traits());
  }

  private static Database database(HikariDataSource pool) {
    Dialect dialect = Database.probe(pool, connection -> Dialect.of(connection));
    return new Database(
        pool,
        dialect.uuidForm(),
        dialect.pairForm(),
        Connection.TRANSACTION_READ_COMMITTED,
        WriteTurns.together());
  }

  private static void dieAfterTheFirstStep(HikariDataSource pool, MailboxId mailbox) {
    Dialect dialect = Database.probe(pool, connection -> Dialect.of(connection));
    database(pool)
        .transact(
            "erase half",
            session -> {
              dialect.lockForErasure(session, TABLES, mailbox.value());
              Dialect.update(
                  session,
                  TABLES.sql("DELETE FROM {mailbox} WHERE mailbox_id = ?"),
                  command -> command.uuid(mailbox.value()));
              return Dialect.update(
                  session,
                  TABLES.sql("INSERT INTO {erasure} (mailbox_id) VALUES (?)"),
                  command -> command.uuid(mailbox.value()));
            });
  }

  private static long rows(HikariDataSource pool, MailboxId mailbox) {
    long rows = 0;
    for (String table :
        new String[] {
          "message",
          "content",
          "delivery_key",
          "pending",
          "progress",
          "delivery_log",
          "outbox",
          "outbox_recipient",
          "draft",
          "draft_attachment",
          "draft_content",
          "erasure"
        }) {
      String sql = TABLES.sql("SELECT COUNT(*) FROM {" + table + "} WHERE mailbox_id = ?");
      rows +=
          database(pool)
              .read(
                  "count",
                  session -> {
                    try (Command command = session.prepare(sql)) {
                      return command.uuid(mailbox.value()).first(row -> row.number()).orElseThrow();
                    }
                  });
    }
    return rows;
  }
}
