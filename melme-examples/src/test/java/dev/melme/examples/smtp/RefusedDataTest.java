package dev.melme.examples.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.routing.Reason;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of a message never run as commands, however and whenever the message is refused. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class RefusedDataTest {

  private static final String COMMANDS =
      RawClient.lines(
          "MAIL FROM:<evil@example.org>",
          "RCPT TO:<support@acme.example>",
          "DATA",
          "Subject: smuggled",
          "",
          "smuggled",
          ".");

  private final FakeRouter router = new FakeRouter();
  private final SmtpServer server = new SmtpServer(SmtpSettings.onLoopback(0), router);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "TOO_BIG",
        "NO_HEADER",
        "LOOP",
        "POLICY_REFUSED",
        "STORE_UNAVAILABLE",
        "STORE_FULL",
        "UNSTORABLE",
        "OVER_QUOTA"
      })
  void a_message_refused_before_it_was_read_gets_one_reply(Reason reason) throws IOException {
    router.delivery = FakeRouter.answering(reason, 10);

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ");
      client.send("Subject: x\r\n\r\n" + COMMANDS + "RSET\r\nQUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .containsExactly(reason.reply().toString(), "250 2.0.0 Ok", "221 2.0.0 Bye");
    }
    assertThat(router.asked).hasSize(1);
  }

  @Test
  void a_router_that_fails_gets_one_reply() throws IOException {
    router.delivery =
        (envelope, source) -> {
          throw new IllegalStateException("canary");
        };

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ");
      client.send("Subject: x\r\n\r\n" + COMMANDS + "QUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .containsExactly("451 4.3.0 Try again later", "221 2.0.0 Bye");
    }
    assertThat(router.asked).hasSize(1);
  }

  @Test
  void an_error_of_the_router_gets_one_reply() throws IOException {
    router.delivery =
        (envelope, source) -> {
          throw new StackOverflowError("canary");
        };

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ");
      client.send("Subject: x\r\n\r\n" + COMMANDS + "QUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .containsExactly("451 4.3.0 Try again later", "221 2.0.0 Bye");
    }
  }

  @Test
  void after_a_refused_message_the_next_transaction_begins_without_reset() throws IOException {
    router.delivery = FakeRouter.answering(Reason.POLICY_REFUSED, 0);

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          "Subject: x\r\n\r\nx\r\n.",
          "550 5.7.1 ",
          "RCPT TO:<support@acme.example>",
          "503 5.5.1 ",
          "MAIL FROM:<b@example.org>",
          "250 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATA\r\n",
        "MAIL FROM:<a@example.org>\r\nDATA\r\n",
        "MAIL FROM:<a@example.org>\r\nRCPT TO:<nobody@acme.example>\r\nDATA\r\n",
        "MAIL FROM:<a@example.org>\r\nRCPT TO:<support@acme.example>\r\nDATA now\r\n",
        "MAIL FROM:<a@example.org>\r\nRCPT TO:<support@acme.example>\r\nBDAT 86 LAST\r\n",
      })
  void a_message_sent_with_a_command_that_is_refused_gets_one_reply(String commands)
      throws IOException {
    long transactionReplies = commands.lines().count() - 1;

    try (RawClient client = RawClient.ready(server)) {
      client.send(commands + COMMANDS + "QUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .hasSize((int) transactionReplies + 1)
          .last()
          .asString()
          .startsWith("5");
    }
    assertThat(router.stored).isEmpty();
    assertThat(askedFor()).doesNotContain("evil@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Subject: x\r\n\r\n", "\r\n", ".\r\n"})
  void a_message_sent_after_the_refusal_gets_no_reply(String before) throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<nobody@acme.example>",
          "550 5.1.1 ",
          "DATA",
          "554 5.5.1 No valid recipients");
      client.send(before + COMMANDS);

      client.expectEnd();
    }
    assertThat(router.stored).isEmpty();
    assertThat(router.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSET", "EHLO client.example", "HELO client.example"})
  void a_client_that_heard_the_refusal_goes_on(String giveUp) throws IOException {
    router.declined.put(EmailAddress.parse("off@acme.example"), Reason.ALIAS_DISABLED);

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<off@acme.example>",
          "550 5.2.1 ",
          "DATA",
          "554 5.5.1 ",
          "NOOP",
          "250 ",
          giveUp,
          "250",
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          "Subject: x\r\n\r\nx\r\n.",
          "250 2.0.0 Message stored",
          "QUIT",
          "221 ");
    }
    assertThat(router.stored).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSET\r\n", "EHLO evil.example\r\n", "NOOP\r\nRSET\r\n"})
  void a_message_that_begins_as_if_the_client_had_listened_gets_no_reply_either(String first)
      throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.send(RawClient.lines("MAIL FROM:<a@example.org>", "DATA") + first + COMMANDS);

      assertThat(client.repliesToTheEnd())
          .containsExactly("250 2.1.0 Sender ok", "503 5.5.1 Send RCPT first");
    }
    assertThat(router.asked).isEmpty();
  }

  @Test
  void data_out_of_order_is_refused() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect("DATA", "503 5.5.1 Send MAIL first", "RSET", "250 ");
      client.expect("MAIL FROM:<a@example.org>", "250 ", "DATA", "503 5.5.1 Send RCPT first");
    }
  }

  private Set<String> askedFor() {
    return router.asked.stream()
        .map(request -> request.reversePath().toString())
        .collect(Collectors.toSet());
  }
}
