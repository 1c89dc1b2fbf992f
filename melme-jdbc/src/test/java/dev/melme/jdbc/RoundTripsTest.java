package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.MailboxId;
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
      store.messages().list(mailbox, java.util.Optional.empty(), 50);
      assertThat(recorder.takeExecutions()).isEqualTo(1);
    }
  }
}
