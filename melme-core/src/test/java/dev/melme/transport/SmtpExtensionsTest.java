package dev.melme.transport;

import static dev.melme.transport.Letter.HELLO;
import static dev.melme.transport.Letter.JOE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIZE, 8BITMIME and SMTPUTF8: said when the message needs them. */
@Timeout(60)
class SmtpExtensionsTest {

  private static final String SENDER = "support@acme.example";
  private static final byte[] PLAIN = HELLO.getBytes(UTF_8);
  private static final byte[] EIGHT_BIT = "Subject: a\r\n\r\nGrüße\r\n".getBytes(UTF_8);
  private static final byte[] UTF8_HEADER = "Subject: Grüße\r\n\r\n".getBytes(UTF_8);

  private final ScriptedServer server = new ScriptedServer();
  private final SmtpTransport transport = SmtpTransport.to("127.0.0.1").port(server.port()).build();

  @AfterEach
  void close() throws Exception {
    transport.close();
    server.close();
  }

  @Test
  void a_plain_message_says_its_size_and_nothing_more() {
    server.offering("SIZE 1000000", "8BITMIME", "SMTPUTF8", "DSN", "CHUNKING").start();

    transport.send(Letter.to(JOE));

    assertThat(server.heard("MAIL"))
        .containsExactly("MAIL FROM:<support@acme.example> SIZE=" + PLAIN.length);
    assertThat(server.heard("RCPT")).containsExactly("RCPT TO:<joe@example.org>");
  }

  @Test
  void a_message_over_the_size_of_the_server_is_refused_without_asking() {
    server.offering("SIZE 60").start();

    TransportReply reply = transport.send(Letter.to(JOE)).get(0);

    assertThat(reply.kind()).isEqualTo(Kind.REFUSED);
    assertThat(reply.text()).startsWith("552 5.3.4");
    assertThat(server.heard("MAIL")).isEmpty();
  }

  @Test
  void a_size_of_zero_or_none_is_no_limit() {
    server.offering("SIZE 0").start();

    assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);
  }

  @Test
  void eight_bit_content_is_announced() {
    server.offering("8BITMIME").start();

    transport.send(Letter.of(SENDER, EIGHT_BIT, false, JOE));

    assertThat(server.heard("MAIL"))
        .containsExactly("MAIL FROM:<support@acme.example> BODY=8BITMIME");
  }

  @Test
  void eight_bit_content_is_not_sent_where_it_is_not_taken() {
    server.start();

    TransportReply reply = transport.send(Letter.of(SENDER, EIGHT_BIT, false, JOE)).get(0);

    assertThat(reply.kind()).isEqualTo(Kind.REFUSED);
    assertThat(reply.text()).startsWith("554 5.6.3");
    assertThat(server.heard("MAIL")).isEmpty();
  }

  @Test
  void header_fields_beyond_ascii_take_smtputf8() {
    server.offering("8BITMIME", "SMTPUTF8").start();

    transport.send(Letter.of(SENDER, UTF8_HEADER, true, JOE));

    assertThat(server.heard("MAIL"))
        .containsExactly("MAIL FROM:<support@acme.example> BODY=8BITMIME SMTPUTF8");
  }

  @Test
  void addresses_beyond_ascii_are_said_in_utf8() {
    server.offering("8BITMIME", "SMTPUTF8").start();

    transport.send(Letter.of("grüße@acme.example", PLAIN, false, "jürgen@example.org"));

    assertThat(server.heard)
        .contains("1 MAIL FROM:<grüße@acme.example> SMTPUTF8", "1 RCPT TO:<jürgen@example.org>");
  }

  @Test
  void a_message_that_needs_smtputf8_is_refused_by_a_server_without_it() {
    server.offering("8BITMIME").start();
    TransportMessage header = Letter.of(SENDER, UTF8_HEADER, true, JOE);
    TransportMessage sender = Letter.of("grüße@acme.example", PLAIN, false, JOE);

    for (TransportMessage message : new TransportMessage[] {header, sender}) {
      TransportReply reply = transport.send(message).get(0);

      assertThat(reply.kind()).isEqualTo(Kind.REFUSED);
      assertThat(reply.text()).contains("5.6.7");
    }
    assertThat(server.heard("MAIL")).isEmpty();
  }

  @Test
  void a_recipient_beyond_ascii_is_refused_alone() {
    server.offering("8BITMIME").start();

    assertThat(transport.send(Letter.of(SENDER, PLAIN, false, "jürgen@example.org", JOE)))
        .extracting(TransportReply::kind)
        .containsExactly(Kind.REFUSED, Kind.ACCEPTED);
    assertThat(server.heard("RCPT")).containsExactly("RCPT TO:<joe@example.org>");

    assertThat(transport.send(Letter.of(SENDER, PLAIN, false, "jürgen@example.org")))
        .extracting(TransportReply::kind)
        .containsExactly(Kind.REFUSED);
  }
}
