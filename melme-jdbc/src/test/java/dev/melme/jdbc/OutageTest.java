package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.SmtpReply;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is away, or so busy that there is no connection: mail waits with its sender. */
@Timeout(120)
class OutageTest {

  private static final NumberedMessage MESSAGE = new NumberedMessage(1);
  private static final NumberedMessage LATER = new NumberedMessage(5);

  @ParameterizedTest
  @EnumSource(Databases.class)
  void without_a_connection_everything_is_deferred_until_there_is_one(Databases kind)
      throws Exception {
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool(1, Duration.ofMillis(500));
        MailHost host = onMigrated(database, pool)) {
      RoutingDecision accepted = host.route(MESSAGE.mailbox());
      try (Connection held = pool.getConnection()) {
        assertThat(held.isValid(1)).isTrue();

        requireDeferred(() -> host.route(MESSAGE.mailbox()).reply());
        requireDeferred(() -> host.deliver(MESSAGE));
        requireDeferred(() -> host.deliver(MESSAGE, accepted));
      }

      assertThat(host.deliver(MESSAGE).code()).isEqualTo(250);
      requireOnce(host, database, List.of(MESSAGE));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void while_the_server_is_down_everything_is_deferred_and_then_goes_on(Databases kind)
      throws Exception {
    DatabaseServer server = kind.server().orElseThrow();
    try (TestDatabase database = kind.createDurable();
        HikariDataSource pool = database.pool(10, Duration.ofSeconds(2));
        MailHost host = MailHost.on(pool)) {
      RoutingDecision accepted = host.route(LATER.mailbox());
      assertThat(host.deliver(MESSAGE).code()).isEqualTo(250);
      server.kill();
      try {
        requireDeferred(() -> host.deliver(LATER, accepted));
        requireDeferred(() -> host.route(LATER.mailbox()).reply());
        requireDeferred(() -> host.deliver(LATER));
      } finally {
        server.start();
      }

      // the pool tries at its own pace
      Await.until(
          "mail is taken again", Duration.ofSeconds(20), () -> takenUnlessRefused(host, accepted));
      assertThat(host.deliver(LATER).code()).isEqualTo(250);
      requireOnce(host, database, List.of(MESSAGE, LATER));
    }
  }

  /** Flyway needs two connections at once, a store at work never more than one a call. */
  private static MailHost onMigrated(TestDatabase database, HikariDataSource pool) {
    try (HikariDataSource larger = database.pool(2)) {
      JdbcStore.create(larger).initialise();
    }
    return MailHost.start(
            JdbcStore.builder().dataSource(pool).schemaSetup(SchemaSetup.NONE).build())
        .setUp();
  }

  private static void requireDeferred(Supplier<SmtpReply> attempt) {
    long start = System.nanoTime();

    SmtpReply reply = attempt.get();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(reply.toString()).startsWith("451 4.3.0 ");
  }

  private static boolean takenUnlessRefused(MailHost host, RoutingDecision accepted) {
    SmtpReply reply = host.deliver(LATER, accepted);
    assertThat(reply.permanent()).as(reply.toString()).isFalse();
    return reply.positive();
  }

  private static void requireOnce(
      MailHost host, TestDatabase database, List<NumberedMessage> messages) {
    host.catchUp();
    assertThat(MailAudit.of(host, database, messages)).matches(MailAudit::clean, "all there once");
  }
}
