package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.StoredMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host's own rows are in the transaction that stores a message. */
@Timeout(60)
class DeliveryHookTest {

  private static final NumberedMessage TO_ONE = new NumberedMessage(1);
  private static final NumberedMessage TO_TWO = new NumberedMessage(10);

  @ParameterizedTest
  @EnumSource(Databases.class)
  void rows_of_the_host_are_committed_with_the_message_one_per_mailbox(Databases kind)
      throws Exception {
    List<StoredMessage> seen = new ArrayList<>();
    try (Host host =
        new Host(
            kind,
            (connection, stored) -> {
              seen.add(stored);
              insert(connection, stored.id().toString());
            })) {
      assertThat(host.mail.deliver(TO_ONE).code()).isEqualTo(250);
      assertThat(host.mail.deliver(TO_TWO).code()).isEqualTo(250);

      assertThat(host.rows()).isEqualTo(3);
      assertThat(seen)
          .allSatisfy(
              stored ->
                  assertThat(host.mail.store().messages().find(stored.mailboxId(), stored.id()))
                      .contains(stored));
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_redelivery_does_not_come_to_the_hook(Databases kind) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Host host = new Host(kind, (connection, stored) -> calls.incrementAndGet())) {
      host.mail.deliver(TO_ONE);

      assertThat(host.mail.deliver(TO_ONE).code()).isEqualTo(250);

      assertThat(calls).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_hook_that_throws_defers_the_message_and_takes_its_rows_back(Databases kind)
      throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Host host =
        new Host(
            kind,
            (connection, stored) -> {
              insert(connection, stored.id().toString());
              if (calls.incrementAndGet() == 2) {
                throw new java.io.IOException("The host's own trouble");
              }
            })) {
      assertThat(host.mail.deliver(TO_TWO).toString()).startsWith("451 4.3.0 ");

      assertThat(host.rows()).isZero();
      assertThat(host.mail.count(TO_TWO.mailbox())).isZero();
      assertThat(host.mail.count(TO_TWO.mailbox() + 1)).isZero();
      assertThat(host.mail.deliver(TO_TWO).code()).isEqualTo(250);
      assertThat(host.rows()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void an_error_out_of_a_hook_takes_everything_back(Databases kind) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Host host =
        new Host(
            kind,
            (connection, stored) -> {
              insert(connection, stored.id().toString());
              if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError("planted");
              }
            })) {
      assertThatThrownBy(() -> host.mail.deliver(TO_ONE)).isInstanceOf(StackOverflowError.class);

      assertThat(host.rows()).isZero();
      assertThat(host.mail.deliver(TO_ONE).code()).isEqualTo(250);
      assertThat(host.rows()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void what_is_acknowledged_is_stored_also_when_a_hook_swallows_an_error_of_sql(Databases kind)
      throws Exception {
    try (Host host =
        new Host(
            kind,
            (connection, stored) -> {
              insert(connection, stored.id().toString());
              try {
                insert(connection, stored.id().toString());
              } catch (SQLException duplicate) {
                // on PostgreSQL the transaction is lost from here on
              }
            })) {
      int code = host.mail.deliver(TO_ONE).code();

      assertThat(code).isIn(250, 451);
      int stored = code == 250 ? 1 : 0;
      assertThat(host.mail.count(TO_ONE.mailbox())).isEqualTo(stored);
      assertThat(host.rows()).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void a_hook_that_meets_a_conflict_is_called_again(Databases kind) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Host host =
        new Host(
            kind,
            (connection, stored) -> {
              insert(connection, stored.id().toString());
              if (calls.incrementAndGet() == 1) {
                throw new SQLTransactionRollbackException("planted", "40001");
              }
            })) {
      assertThat(host.mail.deliver(TO_ONE).code()).isEqualTo(250);

      assertThat(calls).hasValue(2);
      assertThat(host.rows()).isEqualTo(1);
      assertThat(host.mail.count(TO_ONE.mailbox())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Databases.class)
  void the_connection_refuses_what_would_end_the_transaction(Databases kind) throws Exception {
    List<Object> refused = new ArrayList<>();
    try (Host host =
        new Host(
            kind,
            (connection, stored) -> {
              refused.add(refusal(connection::commit));
              refused.add(refusal(connection::rollback));
              refused.add(refusal(() -> connection.setAutoCommit(true)));
              refused.add(refusal(connection::close));
              refused.add(
                  refusal(
                      () ->
                          connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)));
              insert(connection, stored.id().toString());
            })) {
      assertThat(host.mail.deliver(TO_ONE).code()).isEqualTo(250);

      assertThat(refused).hasSize(5).containsOnly(true);
      assertThat(host.rows()).isEqualTo(1);
    }
  }

  /** Something that a connection does. */
  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }

  private static boolean refusal(Step step) {
    try {
      step.run();
      return false;
    } catch (SQLException | UnsupportedOperationException e) {
      return true;
    }
  }

  private static void insert(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO ticket (id) VALUES (?)")) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  /** A host with a table of its own. */
  private static final class Host implements AutoCloseable {

    private final TestDatabase database;
    private final HikariDataSource pool;
    final MailHost mail;

    Host(Databases kind, DeliveryHook hook) {
      this.database = kind.create();
      this.pool = database.pool();
      database.execute("CREATE TABLE ticket (id VARCHAR(100) PRIMARY KEY)");
      this.mail =
          MailHost.start(JdbcStore.builder().dataSource(pool).onDelivery(hook).build()).setUp();
    }

    int rows() throws SQLException {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM ticket")) {
        row.next();
        return row.getInt(1);
      }
    }

    @Override
    public void close() {
      mail.close();
      pool.close();
      database.close();
    }
  }
}
