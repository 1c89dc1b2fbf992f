package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.MailboxId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many statements the common ways cost. */
@Timeout(120)
class RoundTripsTest {

  @Test
  void a_delivery_to_one_mailbox_on_postgresql_is_one_statement_and_commit() {
    try (TestDatabase database = Databases.POSTGRESQL.create();
        HikariDataSource pool = database.pool(4)) {
      StatementRecorder recorder = new StatementRecorder(pool);
      JdbcStore store = JdbcStore.create(recorder.dataSource());
      store.initialise();
      MailboxId mailbox = GrownDatabase.createMailbox(store, 1);
      recorder.takeExecutions();

      store
          .messages()
          .append(EveryCall.delivery(EveryCall.target(mailbox, "a@acme.example"), 262_144));

      assertThat(recorder.takeExecutions()).isEqualTo(1);
      store.messages().list(mailbox, Optional.empty(), 50);
      assertThat(recorder.takeExecutions()).isEqualTo(1);
    }
  }

  @Test
  void leasing_and_settling_on_postgresql_take_as_many_statements_for_one_message_as_for_many() {
    try (TestDatabase database = Databases.POSTGRESQL.create();
        HikariDataSource pool = database.pool(4)) {
      StatementRecorder recorder = new StatementRecorder(pool);
      JdbcStore store = JdbcStore.create(recorder.dataSource());
      store.initialise();
      List<MailboxId> mailboxes =
          IntStream.range(0, 7).mapToObj(i -> GrownDatabase.createMailbox(store, i)).toList();
      for (int messages : new int[] {1, 50}) {
        for (int i = 0; i < messages; i++) {
          store.outbox().enqueue(SentMessages.message(mailboxes.get(i % 7)), Optional.empty());
        }
        recorder.takeExecutions();

        List<Outbound> leased =
            store.outbox().lease(SentMessages.SENT_AT, SentMessages.SENT_AT.plusSeconds(9), 100);

        assertThat(leased).hasSize(messages);
        assertThat(recorder.takeExecutions()).as("statements of a lease").isEqualTo(2);
        store
            .outbox()
            .settle(
                leased.stream().map(each -> SentMessages.settlement(each, State.SENT)).toList(),
                SentMessages.SENT_AT);
        // progress, messages, recipients; messages, recipients and changes, a batch each
        assertThat(recorder.takeExecutions()).as("statements of settling").isEqualTo(6);
      }
    }
  }

  @Test
  void a_lease_that_finds_nothing_is_one_statement() {
    try (TestDatabase database = Databases.POSTGRESQL.create();
        HikariDataSource pool = database.pool(4)) {
      StatementRecorder recorder = new StatementRecorder(pool);
      JdbcStore store = JdbcStore.create(recorder.dataSource());
      store.initialise();
      recorder.takeExecutions();

      store.outbox().lease(SentMessages.SENT_AT, SentMessages.SENT_AT, 100);

      assertThat(recorder.takeExecutions()).isEqualTo(1);
    }
  }
}
