package dev.melme.transport;

import static dev.melme.transport.Letter.HELLO;
import static dev.melme.transport.Letter.JANE;
import static dev.melme.transport.Letter.JIM;
import static dev.melme.transport.Letter.JOE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One message and what the server says about it. */
@Timeout(60)
class SmtpTransportTest {

  private final ScriptedServer server = new ScriptedServer();
  private final SmtpTransport transport = SmtpTransport.to("127.0.0.1").port(server.port()).build();

  @AfterEach
  void close() throws Exception {
    transport.close();
    server.close();
  }

  @Test
  void a_message_goes_out_with_its_envelope_and_each_recipient_hears_the_last_word() {
    server.answer(".", "250 2.0.0 Ok: queued as 4711").start();

    List<TransportReply> replies = transport.send(Letter.to(JOE, JANE));

    assertThat(replies)
        .containsExactly(
            TransportReply.accepted("250 2.0.0 Ok: queued as 4711"),
            TransportReply.accepted("250 2.0.0 Ok: queued as 4711"));
    assertThat(server.heard)
        .containsExactly(
            "1 EHLO acme.example",
            "1 MAIL FROM:<support@acme.example>",
            "1 RCPT TO:<joe@example.org>",
            "1 RCPT TO:<jane@example.org>",
            "1 DATA");
    assertThat(server.wire).singleElement().isEqualTo(HELLO.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: a\r\n\r\n.\r\n..\r\n.dot\r\n",
        ".begins: with\r\n\r\n",
        "\r\n\r\nleading blank lines\r\n",
        "Subject: a\r\n\r\n\ttabs \t and trailing blanks  \r\n\r\n\r\n",
        "Subject: a\r\n\r\nGr\u00fc\u00dfe \u2028 \ud83d\ude00\r\n",
        "Bcc: stays\r\nContent-Length: 3\r\nContent-Transfer-Encoding: base64\r\n\r\nR3I=\r\n"
      })
  void bytes_go_out_as_they_are(String text) {
    server.offering("8BITMIME").start();

    assertThat(transport.send(Letter.of(text, JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);

    assertThat(received()).isEqualTo(text);
  }

  @Test
  void bytes_go_out_as_they_are_wherever_the_buffers_end() {
    server.offering("8BITMIME").start();
    Random random = new Random(1);
    for (int round = 0; round < 20; round++) {
      StringBuilder text = new StringBuilder("Subject: large\r\n\r\n");
      while (text.length() < 40_000) {
        text.append(".".repeat(random.nextInt(3))).append("x".repeat(random.nextInt(120)));
        text.append("\r\n");
      }

      transport.send(Letter.of(text.toString(), JOE));

      assertThat(received()).isEqualTo(text.toString());
    }
  }

  @Test
  void a_last_line_without_an_end_gets_one() {
    server.start();

    transport.send(Letter.of("Subject: a\r\n\r\nno end", JOE));

    assertThat(received()).isEqualTo("Subject: a\r\n\r\nno end\r\n");
  }

  @Test
  void each_recipient_gets_the_answer_that_was_given_to_it() {
    server
        .answer("RCPT TO:<jane", "550-5.1.1 No such user here,\r\n550 5.1.1 see our site")
        .answer("RCPT TO:<jim", "451 4.7.1 Greylisted")
        .start();

    assertThat(transport.send(Letter.to(JANE, JOE, JIM)))
        .containsExactly(
            TransportReply.refused("550 5.1.1 No such user here, 5.1.1 see our site"),
            TransportReply.accepted("250 ok"),
            TransportReply.deferred("451 4.7.1 Greylisted"));
    assertThat(server.wire).hasSize(1);
  }

  @Test
  void a_message_that_is_for_nobody_is_not_transferred_and_the_connection_goes_on() {
    server.answer("RCPT TO:<jane", "550 no").answer("RCPT TO:<jim", "450 later").start();

    assertThat(transport.send(Letter.to(JANE, JIM)))
        .extracting(TransportReply::kind)
        .containsExactly(Kind.REFUSED, Kind.DEFERRED);
    assertThat(server.heard("DATA")).isEmpty();

    assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(server.heard("RSET")).hasSize(1);
    assertThat(server.connections).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 451 4.3.0 Later, DEFERRED",
    "MAIL, 550 5.7.1 Not you, REFUSED",
    "MAIL, 530 5.7.0 Log in first, DEFERRED",
    "DATA, 451 4.3.0 Later, DEFERRED",
    "DATA, 554 5.7.1 No, REFUSED",
    "DATA, 250 what, DEFERRED",
    "., 452 4.3.1 Disk full, DEFERRED",
    "., 421 4.3.2 Going, DEFERRED",
    "., 554 5.7.1 Spam, REFUSED",
    "., 354 what, UNKNOWN",
    "., what, UNKNOWN",
  })
  void an_answer_to_the_message_is_one_to_all_recipients(String at, String answer, Kind kind) {
    server.answer(at, answer).start();

    List<TransportReply> replies = transport.send(Letter.to(JOE, JANE));

    assertThat(replies).extracting(TransportReply::kind).containsExactly(kind, kind);
    if (kind != Kind.UNKNOWN) {
      assertThat(replies).extracting(TransportReply::text).containsOnly(answer);
    }

    server.answer(at, at.equals("DATA") ? "354 go" : "250 better");
    assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);
  }

  @Test
  void who_was_refused_stays_refused_whatever_is_said_of_the_message() {
    server.answer("RCPT TO:<jane", "550 no").answer(".", ScriptedServer.HANG_UP).start();

    assertThat(transport.send(Letter.to(JANE, JOE)))
        .extracting(TransportReply::kind)
        .containsExactly(Kind.REFUSED, Kind.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA"})
  void a_connection_that_breaks_before_the_end_of_the_message_defers(String at) {
    server.answer(at, ScriptedServer.HANG_UP).start();

    assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.DEFERRED);
    assertThat(server.wire).isEmpty();
  }

  @Test
  void a_connection_that_breaks_within_the_message_defers() {
    server.dataLimit = 100_000;
    server.start();
    byte[] large = new byte[20_000_000];
    Arrays.fill(large, (byte) 'x');

    TransportReply reply =
        transport.send(Letter.of("support@acme.example", large, false, JOE)).get(0);

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(server.wire).isEmpty();
  }

  @Test
  void a_connection_that_breaks_after_the_end_of_the_message_leaves_it_unknown() {
    server.answer(".", ScriptedServer.HANG_UP).start();

    assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(server.wire).hasSize(1);
    assertThat(server.connections).as("nobody tried again on its own").hasValue(1);
  }

  @Test
  void content_that_cannot_be_read_to_its_end_is_never_ended() {
    server.start();
    TransportMessage torn =
        Letter.of("support@acme.example", Letter.content(new byte[50_000], 20_000), false, JOE);

    assertThat(transport.send(torn).get(0).kind()).isEqualTo(Kind.DEFERRED);
    assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);

    assertThat(server.wire).singleElement().isEqualTo(HELLO.getBytes(UTF_8));
  }

  @Test
  void the_null_path_is_said_as_such_and_the_from_field_gives_the_name() {
    server.start();

    transport.send(Letter.of("", HELLO.getBytes(UTF_8), false, JOE));

    assertThat(server.heard).contains("1 EHLO acme.example", "1 MAIL FROM:<>");
  }

  @Test
  void without_any_name_nothing_is_said() {
    server.start();

    TransportReply reply =
        transport.send(Letter.of("", "Subject: a\r\n\r\n".getBytes(UTF_8), false, JOE)).get(0);

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(reply.text()).contains("ehloName");
    assertThat(server.connections).hasValue(0);
  }

  @Test
  void quoted_local_parts_keep_their_quotes() {
    server.start();

    transport.send(
        Letter.of("\"a b\"@acme.example", HELLO.getBytes(UTF_8), false, "\"x>y\"@example.org"));

    assertThat(server.heard)
        .contains("1 MAIL FROM:<\"a b\"@acme.example>", "1 RCPT TO:<\"x>y\"@example.org>");
  }

  @Test
  void nobody_there_defers_and_says_so() throws Exception {
    server.close();

    TransportReply reply = transport.send(Letter.to(JOE)).get(0);

    assertThat(reply)
        .isEqualTo(TransportReply.deferred("No connection to the mail server: nobody there"));
  }

  @Test
  void a_server_that_does_not_want_to_talk_defers() {
    server.answer("CONNECT", "554 No service here").start();

    TransportReply reply = transport.send(Letter.to(JOE)).get(0);

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(reply.text()).contains("554 No service here");
  }

  private String received() {
    String stuffed = new String(server.wire.get(server.wire.size() - 1), ISO_8859_1);
    String text = ("\r\n" + stuffed).replace("\r\n.", "\r\n").substring(2);
    return new String(text.getBytes(ISO_8859_1), UTF_8);
  }
}
