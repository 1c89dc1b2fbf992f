package dev.melme.transport;

import static dev.melme.transport.Letter.JANE;
import static dev.melme.transport.Letter.JIM;
import static dev.melme.transport.Letter.JOE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 2920: sender and recipients are named without waiting for each answer. */
@Timeout(60)
class PipeliningTest {

  private final ScriptedServer server = new ScriptedServer().offering("PIPELINING");
  private final SmtpTransport transport = SmtpTransport.to("127.0.0.1").port(server.port()).build();

  @AfterEach
  void close() throws Exception {
    transport.close();
    server.close();
  }

  private List<Kind> send(String... recipients) {
    return transport.send(Letter.to(recipients)).stream().map(TransportReply::kind).toList();
  }

  @Test
  void recipients_are_named_before_the_sender_was_answered() {
    server.answer("MAIL", ScriptedServer.LATER).start();

    assertThat(send(JOE)).containsExactly(Kind.ACCEPTED);

    assertThat(server.heard("MAIL")).hasSize(1);
    assertThat(server.heard("RCPT")).containsExactly("RCPT TO:<joe@example.org>");
    assertThat(server.wire).hasSize(1);
  }

  @Test
  void a_server_that_does_not_offer_it_is_waited_for() throws Exception {
    try (ScriptedServer plain = new ScriptedServer();
        SmtpTransport slow = SmtpTransport.to("127.0.0.1").port(plain.port()).build()) {
      plain.answer("MAIL", "550 5.7.1 Not you").start();

      assertThat(slow.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.REFUSED);
      assertThat(plain.heard("RCPT")).isEmpty();
    }
  }

  @Test
  void each_recipient_gets_its_own_answer() {
    server.answer("RCPT TO:<jane", "550 5.1.1 Unknown").answer("RCPT TO:<jim", "451 4.3.0 Later");
    server.start();

    assertThat(send(JANE, JOE, JIM)).containsExactly(Kind.REFUSED, Kind.ACCEPTED, Kind.DEFERRED);
    assertThat(server.wire).hasSize(1);
  }

  @Test
  void after_a_refused_sender_the_connection_goes_on_in_step() {
    server.answer("MAIL", "550 5.7.1 Not you").answer("RCPT", "503 5.5.1 MAIL first").start();

    assertThat(send(JOE, JANE)).containsExactly(Kind.REFUSED, Kind.REFUSED);
    server.answer("MAIL", "250 ok").answer("RCPT", "250 ok");
    assertThat(send(JOE)).containsExactly(Kind.ACCEPTED);

    assertThat(server.connections).hasValue(1);
    assertThat(server.wire).hasSize(1);
  }

  @Test
  void a_refusal_stands_when_the_server_hangs_up_after_it() {
    server.answer("MAIL", "550 5.7.1 Not you").answer("RCPT", ScriptedServer.HANG_UP).start();

    assertThat(transport.send(Letter.to(JOE)).get(0).text()).isEqualTo("550 5.7.1 Not you");
  }

  @Test
  void when_all_recipients_are_refused_nothing_is_sent() {
    server.answer("RCPT", "550 5.1.1 Unknown").start();

    assertThat(send(JOE, JANE)).containsExactly(Kind.REFUSED, Kind.REFUSED);

    assertThat(server.heard("DATA")).isEmpty();
  }

  @Test
  void a_server_that_ends_between_recipients_defers_them() {
    server.answer("RCPT TO:<jane", "421 4.3.2 Going down").start();

    assertThat(send(JOE, JANE, JIM)).containsExactly(Kind.DEFERRED, Kind.DEFERRED, Kind.DEFERRED);
    assertThat(server.wire).isEmpty();
  }

  @Test
  void more_recipients_than_are_said_ahead_are_named_too() {
    server.start();
    String[] many =
        IntStream.range(0, 50).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);

    assertThat(send(many)).hasSize(50).containsOnly(Kind.ACCEPTED);

    assertThat(server.heard("RCPT")).hasSize(50).doesNotHaveDuplicates();
  }
}
