package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.routing.SmtpReply;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.OutgoingMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection breaks at COMMIT, before or after the server did it. */
@Timeout(120)
class CommitCutTest {

  /** Goes to one mailbox, and to two. */
  private static final List<NumberedMessage> MESSAGES =
      List.of(new NumberedMessage(1), new NumberedMessage(10));

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, BEFORE_COMMIT",
    "POSTGRESQL, AFTER_COMMIT",
    "MARIADB, BEFORE_COMMIT",
    "MARIADB, AFTER_COMMIT"
  })
  void a_message_whose_commit_was_cut_is_acknowledged_and_there_once(
      Databases kind, TcpProxy.Cut cut) throws Exception {
    try (TestDatabase database = kind.create();
        TcpProxy proxy = TcpProxy.before(database);
        HikariDataSource pool = pool(database, proxy);
        MailHost host = MailHost.on(pool)) {
      for (NumberedMessage message : MESSAGES) {
        proxy.cutNext(cut, 1);

        SmtpReply reply = host.deliver(message);

        assertThat(reply.code()).isEqualTo(250);
        assertThat(proxy.left()).as("commits left to cut").isZero();
      }
      requireOnce(host, database);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void a_message_whose_every_commit_is_cut_waits_and_nothing_is_stored(Databases kind)
      throws Exception {
    try (TestDatabase database = kind.create();
        TcpProxy proxy = TcpProxy.before(database);
        HikariDataSource pool = pool(database, proxy);
        MailHost host = MailHost.on(pool)) {
      for (NumberedMessage message : MESSAGES) {
        proxy.cutNext(TcpProxy.Cut.BEFORE_COMMIT, 2);

        SmtpReply reply = host.deliver(message);

        assertThat(reply).hasToString("451 4.3.0 " + reply.text());
        assertThat(proxy.left()).as("commits left to cut").isZero();
        assertThat(host.count(message.mailbox())).isZero();
        assertThat(host.deliver(message).code()).as("reply to the next attempt").isEqualTo(250);
      }
      requireOnce(host, database);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, BEFORE_COMMIT, false",
    "POSTGRESQL, AFTER_COMMIT, true",
    "MARIADB, BEFORE_COMMIT, false",
    "MARIADB, AFTER_COMMIT, true"
  })
  void what_became_of_a_message_that_was_sent_is_found_out_by_its_key(
      Databases kind, TcpProxy.Cut cut, boolean stored) throws Exception {
    try (TestDatabase database = kind.create();
        TcpProxy proxy = TcpProxy.before(database);
        HikariDataSource pool = pool(database, proxy);
        MailHost host = MailHost.on(pool)) {
      MailboxId mailbox = host.mailbox(0);
      OutgoingMessage message = SentMessages.message(mailbox);
      MessageId id = message.outbound().messageId();
      proxy.cutNext(cut, 1);

      Throwable thrown =
          catchThrowable(() -> host.store().outbox().enqueue(message, Optional.empty()));

      assertThat(thrown)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.commitUnknown()).isTrue());
      assertThat(host.store().messages().outcome(mailbox, List.of(message.key())).isEmpty())
          .isEqualTo(!stored);
      assertThat(host.store().outbox().find(mailbox, List.of(id))).hasSize(stored ? 1 : 0);
      assertThat(host.store().outbox().enqueue(message, Optional.empty()))
          .as("the same once more")
          .isEqualTo(EnqueueOutcome.ENQUEUED);
      assertThat(host.store().outbox().find(mailbox, List.of(id)))
          .containsExactly(message.outbound());
      host.catchUp();
      assertThat(RowAudit.of(database)).isEmpty();
    }
  }

  /**
   * The driver prepares a COMMIT that it sends often and then names it only, unless told not to.
   */
  private static HikariDataSource pool(TestDatabase database, TcpProxy proxy) {
    String url = proxy.through(database);
    return database.pool(url.contains("postgresql") ? url + "?prepareThreshold=0" : url, 4);
  }

  private static void requireOnce(MailHost host, TestDatabase database) {
    host.catchUp();
    assertThat(MailAudit.of(host, database, MESSAGES)).matches(MailAudit::clean, "all there once");
  }
}
