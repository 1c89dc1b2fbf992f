package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.WriteTurns;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutgoingMessage;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a lease holds while it is not committed, and what it does to a database that is not well.
 */
@Timeout(60)
class OutboxLeaseTest {

  private static final Instant NOW = SentMessages.SENT_AT;
  private static final Instant UNTIL = NOW.plusSeconds(900);

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void a_lease_holds_what_it_takes_and_nothing_else(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = ready(pool);
      MailboxId mailboxId = GrownDatabase.createMailbox(store, 1);
      List<MessageId> sent = enqueued(store.outbox(), mailboxId, 60);
      Mailbox mailbox = store.mailboxes().find(mailboxId).orElseThrow();
      Dialect dialect = Database.probe(pool, Dialect::of);
      OutboxLease lease = dialect.outboxLease(new Tables(null, "melme_"));

      List<MessageId> leased =
          database(pool, dialect)
              .transact(
                  "hold a lease",
                  session -> {
                    List<MessageId> all = new ArrayList<>();
                    lease
                        .take(session, NOW, UNTIL, 10)
                        .forEach(row -> all.add(row.key().messageId()));
                    store
                        .outbox()
                        .lease(NOW, UNTIL, 500)
                        .forEach(each -> all.add(each.messageId()));
                    assertThat(store.mailboxes().update(mailbox.withVersion(2))).isTrue();
                    assertThat(store.messages().append(delivery(mailboxId)))
                        .isInstanceOf(AppendOutcome.Appended.class);
                    return all;
                  });

      assertThat(leased).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void those_of_one_time_are_taken_in_the_order_of_their_ids(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = ready(pool);
      List<MessageId> sent =
          enqueued(store.outbox(), GrownDatabase.createMailbox(store, 1), 30).stream()
              .sorted()
              .toList();

      for (int from = 0; from < 30; from += 10) {
        assertThat(store.outbox().lease(NOW, UNTIL, 10))
            .extracting(Outbound::messageId)
            .isEqualTo(sent.subList(from, from + 10));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_state_of_a_newer_version_is_told_and_nothing_is_taken(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = ready(pool);
      MailboxId mailbox = GrownDatabase.createMailbox(store, 1);
      MessageId id = enqueued(store.outbox(), mailbox, 1).get(0);
      database.execute("UPDATE melme_outbox_recipient SET state = 'TELEPORTED' WHERE ordinal = 1");

      Throwable thrown = catchThrowable(() -> store.outbox().lease(NOW, UNTIL, 1));

      assertThat(thrown)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.BROKEN))
          .hasMessageContaining("Bring all nodes up to date");
      database.execute("UPDATE melme_outbox_recipient SET state = 'WAITING' WHERE ordinal = 1");
      assertThat(store.outbox().find(mailbox, List.of(id)))
          .allMatch(each -> each.attempts() == 0 && !each.inHand());
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void the_state_that_lists_go_by_is_that_of_the_recipients(Databases kind) {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(4)) {
      JdbcStore store = ready(pool);
      OutboxRepository outbox = store.outbox();
      MailboxId mailbox = GrownDatabase.createMailbox(store, 1);
      MessageId id = enqueued(outbox, mailbox, 1).get(0);
      assertThat(listed(outbox, OutboundState.QUEUED)).containsExactly(id);

      outbox.settle(
          outbox.lease(NOW, UNTIL, 1).stream()
              .map(each -> SentMessages.settlement(each, State.FAILED))
              .toList(),
          NOW);
      assertThat(listed(outbox, OutboundState.FAILED)).containsExactly(id);
      outbox.retry(mailbox, id, Optional.empty(), NOW);
      assertThat(listed(outbox, OutboundState.QUEUED)).containsExactly(id);
      outbox.cancel(mailbox, id, Optional.empty(), NOW);

      assertThat(listed(outbox, OutboundState.CANCELLED)).containsExactly(id);
      assertThat(listed(outbox, OutboundState.QUEUED)).isEmpty();
      assertThat(listed(outbox, OutboundState.FAILED)).isEmpty();
    }
  }

  private static List<MessageId> listed(OutboxRepository outbox, OutboundState state) {
    return outbox.list(state, Optional.empty(), 9).stream().map(Outbound::messageId).toList();
  }

  private static JdbcStore ready(HikariDataSource pool) {
    JdbcStore store = JdbcStore.create(pool);
    store.initialise();
    return store;
  }

  private static Delivery delivery(MailboxId mailbox) {
    return EveryCall.delivery(EveryCall.target(mailbox, "team@acme.example"), 10);
  }

  private static List<MessageId> enqueued(
      OutboxRepository outbox, MailboxId mailbox, int messages) {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      OutgoingMessage message = SentMessages.message(mailbox);
      outbox.enqueue(message, Optional.empty());
      sent.add(message.outbound().messageId());
    }
    return sent;
  }

  private static Database database(HikariDataSource pool, Dialect dialect) {
    return new Database(
        pool,
        dialect.uuidForm(),
        dialect.pairForm(),
        Connection.TRANSACTION_REPEATABLE_READ,
        WriteTurns.together());
  }
}
