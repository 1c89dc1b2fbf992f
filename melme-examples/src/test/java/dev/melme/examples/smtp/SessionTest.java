package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ReversePath;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of RFC 5321 and their replies. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class SessionTest {

  private final FakeRouter router = new FakeRouter();
  private final SmtpServer server =
      new SmtpServer(
          SmtpSettings.onLoopback(0).withHostName("mx.acme.example"),
          router,
          SmtpListener.NONE,
          Clock.fixed(Instant.parse("2026-03-01T09:05:07Z"), ZoneOffset.UTC));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ehlo_announces_what_is_there_and_nothing_else() throws IOException {
    try (RawClient client = RawClient.greeted(server)) {
      assertThat(client.say("EHLO client.example"))
          .isEqualTo(
              """
              250-mx.acme.example
              250-PIPELINING
              250-SIZE 52428800
              250-8BITMIME
              250-SMTPUTF8
              250 ENHANCEDSTATUSCODES\
              """);
      assertThat(client.say("HELO client.example")).isEqualTo("250 mx.acme.example");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EHLO                                    | 501 5.5.4
          HELO two words                          | 501 5.5.4
          FROB                                    | 500 5.5.2
          Subject: x                              | 500 5.5.2
          RCPT TO:<support@acme.example>          | 503 5.5.1
          MAIL                                    | 501 5.5.4
          MAIL TO:<a@example.org>                 | 501 5.5.4
          MAIL FROM <a@example.org>               | 501 5.5.4
          MAIL FROM:a@example.org                 | 501 5.1.7
          MAIL FROM:<a@example.org                | 501 5.1.7
          MAIL FROM:<a@b.example>c@d.example      | 501 5.1.7
          MAIL FROM:<<a@b.example>>               | 501 5.1.7
          MAIL FROM:<a@b@c.example>               | 501 5.1.7
          MAIL FROM:<a>                           | 501 5.1.7
          MAIL FROM:<ü@example.org>               | 553 5.6.7
          MAIL FROM:<ü@example.org> SMTPUTF8      | 250 2.1.0
          MAIL FROM:<>                            | 250 2.1.0
          mail from:<a@example.org>               | 250 2.1.0
          MAIL FROM: <a@example.org>              | 250 2.1.0
          MAIL FROM:<@x.example,@y.example:a@example.org> | 250 2.1.0
          MAIL FROM:<"a>b \\" c"@example.org>     | 250 2.1.0
          MAIL FROM:<a@[192.0.2.1]>               | 250 2.1.0
          MAIL FROM:<a@example.org> BODY=7BIT     | 250 2.1.0
          MAIL FROM:<a@example.org> body=8bitmime size=10 SMTPUTF8 | 250 2.1.0
          MAIL FROM:<a@example.org> BODY=BINARYMIME | 555 5.5.4
          MAIL FROM:<a@example.org> AUTH=<>       | 555 5.5.4
          MAIL FROM:<a@example.org> SIZE=1 SIZE=1 | 501 5.5.4
          MAIL FROM:<a@example.org> SIZE=         | 501 5.5.4
          MAIL FROM:<a@example.org> SIZE          | 501 5.5.4
          MAIL FROM:<a@example.org> SIZE=-1       | 501 5.5.4
          MAIL FROM:<a@example.org> SIZE=1=1      | 501 5.5.4
          MAIL FROM:<a@example.org> SMTPUTF8=1    | 501 5.5.4
          MAIL FROM:<a@example.org> =1            | 501 5.5.4
          VRFY                                    | 501 5.5.4
          VRFY support                            | 252 2.0.0
          EXPN team                               | 502 5.5.1
          STARTTLS                                | 502 5.5.1
          AUTH PLAIN                              | 502 5.5.1
          HELP                                    | 214 2.0.0
          NOOP whatever                           | 250 2.0.0
          RSET now                                | 501 5.5.4
          RSET                                    | 250 2.0.0
          QUIT now                                | 501 5.5.4
          QUIT                                    | 221 2.0.0
          """)
  void each_command_has_its_reply(String command, String reply) throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(command, reply + " ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RCPT                                    | 501 5.5.4
          RCPT FROM:<support@acme.example>        | 501 5.5.4
          RCPT TO:support@acme.example            | 501 5.1.3
          RCPT TO:<support@acme.example> <b@c.example> | 501 5.5.4
          RCPT TO:<a@b.example>support@acme.example | 501 5.1.3
          RCPT TO:<>                              | 501 5.1.3
          RCPT TO:<support>                       | 501 5.1.3
          RCPT TO:<sup..port@acme.example>        | 501 5.1.3
          RCPT TO:<support@acme.example> NOTIFY=NEVER | 555 5.5.4
          RCPT TO:<ü@acme.example>                | 553 5.6.7
          RCPT TO:<support@acme.example>          | 250 2.1.5
          rcpt to:<SUPPORT@ACME.EXAMPLE>          | 250 2.1.5
          RCPT TO:<"support"@acme.example>        | 250 2.1.5
          RCPT TO:<@relay.example:support@acme.example> | 250 2.1.5
          RCPT TO:<nobody@acme.example>           | 550 5.1.1
          MAIL FROM:<b@example.org>               | 503 5.5.1
          """)
  void each_command_of_a_transaction_has_its_reply(String command, String reply)
      throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect("MAIL FROM:<a@example.org>", "250 ", command, reply + " ");
    }
  }

  @Test
  void mail_before_ehlo_is_out_of_order() throws IOException {
    try (RawClient client = RawClient.greeted(server)) {
      client.expect("MAIL FROM:<a@example.org>", "503 5.5.1 Send EHLO first");
    }
  }

  @Test
  void helo_has_no_parameters() throws IOException {
    try (RawClient client = RawClient.greeted(server)) {
      client.expect(
          "HELO client.example", "250 ",
          "MAIL FROM:<a@example.org> SIZE=1", "555 5.5.4 ",
          "MAIL FROM:<a@example.org>", "250 ");
    }
  }

  @Test
  void ehlo_and_reset_end_a_transaction() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RSET",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "503 ",
          "MAIL FROM:<a@example.org>",
          "250 ",
          "EHLO client.example",
          "250-",
          "RCPT TO:<support@acme.example>",
          "503 ");
    }
  }

  @Test
  void postmaster_without_a_domain_is_that_of_this_host() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect("MAIL FROM:<>", "250 ", "RCPT TO:<Postmaster>", "550 5.1.1 ");
    }
    assertThat(router.asked.element().recipient()).hasToString("Postmaster@mx.acme.example");
  }

  @Test
  void the_router_is_asked_with_all_that_the_session_knows() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org> SIZE=123", "250 ",
          "RCPT TO:<support@acme.example>", "250 ",
          "RCPT TO:<nobody@acme.example>", "550 ",
          "RCPT TO:<support@acme.example>", "250 ");
    }
    assertThat(router.asked).extracting(RecipientRequest::acceptedBefore).containsExactly(0, 1, 1);
    RecipientRequest request = router.asked.element();
    assertThat(request.reversePath()).isEqualTo(ReversePath.parse("a@example.org"));
    assertThat(request.declaredBytes()).isEqualTo(123);
    assertThat(request.smtpUtf8()).isFalse();
    assertThat(request.client().heloName()).contains("client.example");
    assertThat(request.client().protocol()).contains("ESMTP");
    assertThat(request.client().address().orElseThrow().isLoopbackAddress()).isTrue();
  }

  @Test
  void the_envelope_carries_recipients_facts_and_a_trace_field() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<> SMTPUTF8",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          "Subject: x\r\n\r\nx\r\n.",
          "250 2.0.0 Message stored");
    }
    FakeRouter.Stored stored = router.stored.element();
    assertThat(stored.message()).isEqualTo("Subject: x\r\n\r\nx\r\n".getBytes(ISO_8859_1));
    assertThat(stored.envelope().reversePath().isNull()).isTrue();
    assertThat(stored.envelope().recipients()).hasSize(1);
    assertThat(stored.envelope().recipients().get(0).decision()).isPresent();
    assertThat(stored.envelope().traceField().orElseThrow())
        .matches(
            String.join(
                "\r\n ",
                "Received: from client\\.example \\(\\[127\\.0\\.0\\.1]\\)",
                "by mx\\.acme\\.example with UTF8SMTP id [0-9a-z]+;",
                "Sun, 1 Mar 2026 09:05:07 \\+0000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a(b);c", "[127.0.0.1", "x)(y", "<a>", "ü.example;", "a@b.example"})
  void a_forged_name_never_gets_into_the_trace_field(String name) throws IOException {
    try (RawClient client = RawClient.greeted(server)) {
      client.expect(
          "EHLO " + name,
          "250-",
          "MAIL FROM:<>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          "Subject: x\r\n\r\nx\r\n.",
          "250 ");
    }
    assertThat(router.stored.element().envelope().traceField().orElseThrow())
        .startsWith("Received: from [127.0.0.1] ([127.0.0.1])\r\n by ");
  }

  @Test
  void an_empty_message_is_handed_over() throws IOException {
    router.delivery =
        (envelope, source) -> {
          assertThat(source.openStream().readAllBytes()).isEmpty();
          return FakeRouter.report(envelope, Reason.NO_HEADER);
        };
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          ".",
          "554 5.6.0 Message has no header");
    }
  }

  @Test
  void a_connection_that_ends_inside_a_message_stores_nothing() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "250 ", "DATA", "354 ");
      client.send("Subject: x\r\n\r\nhalf a message\r\n.");
      client.socket.shutdownOutput();

      client.expectEnd();
    }
    assertThat(router.stored).isEmpty();
  }

  @Test
  void a_command_without_its_line_end_is_not_carried_out() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect("MAIL FROM:<>", "250 ");
      client.send("RCPT TO:<support@acme.example>");
      client.socket.shutdownOutput();

      client.expectEnd();
    }
    assertThat(router.asked).isEmpty();
  }

  @Test
  void a_router_that_fails_at_a_recipient_defers_it() throws IOException {
    router.beforeRoute =
        () -> {
          throw new IllegalStateException("canary");
        };
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "451 4.3.0 Try again later");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO a\0b\r\nNOOP\r\n",
        "EHLO \u007F\r\nNOOP\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "EHLO a\rb\r\nNOOP\r\n",
        "EHLO client.example\nNOOP\r\n",
        "EHLO client.example\n",
      })
  void what_is_no_line_of_text_gets_one_reply_and_the_end(String text) throws IOException {
    try (RawClient client = RawClient.greeted(server)) {
      client.send(text);

      assertThat(client.repliesToTheEnd()).singleElement().asString().startsWith("500 5.5.2 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "POST /x HTTP/1.0", "CONNECT mx:25 HTTP/1.1"})
  void a_browser_reaches_nothing(String first) throws IOException {
    try (RawClient client = RawClient.greeted(server)) {
      client.send(
          RawClient.lines(
              first,
              "Host: mx.acme.example",
              "",
              "EHLO x",
              "MAIL FROM:<>",
              "RCPT TO:<support@acme.example>"));

      assertThat(client.repliesToTheEnd()).containsExactly("421 4.7.0 This is a mail server");
    }
    assertThat(router.asked).isEmpty();
  }

  @Test
  void octets_that_are_not_utf_8_are_refused() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.expect("MAIL FROM:<>", "250 ");
      client.send("RCPT TO:<\u00FC@acme.example>\r\n".getBytes(ISO_8859_1));

      assertThat(client.reply()).isEqualTo("501 5.5.2 Not valid UTF-8");
    }
  }
}
