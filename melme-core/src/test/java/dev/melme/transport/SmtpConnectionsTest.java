package dev.melme.transport;

import static dev.melme.transport.Letter.HELLO;
import static dev.melme.transport.Letter.JOE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.spi.TransportMessage;
import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that are kept, and time that runs out. */
@Timeout(60)
class SmtpConnectionsTest {

  private static final byte[] PLAIN = HELLO.getBytes(UTF_8);

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private SmtpTransportBuilder transport() {
    return SmtpTransport.to("127.0.0.1").port(server.port());
  }

  private static TransportMessage from(String sender) {
    return Letter.of(sender, PLAIN, false, JOE);
  }

  @Test
  void messages_share_a_connection_until_it_is_worn() {
    server.start();
    try (SmtpTransport transport = transport().connections(3, Duration.ofMinutes(1)).build()) {
      for (int i = 0; i < 7; i++) {
        assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);
      }
    }

    assertThat(server.wire).hasSize(7);
    assertThat(server.connections).hasValue(3);
    assertThat(server.heard("EHLO")).hasSize(3);
  }

  @Test
  void a_connection_that_was_unused_for_too_long_is_not_used_again() {
    server.start();
    try (SmtpTransport transport = transport().connections(100, Duration.ZERO).build()) {
      transport.send(Letter.to(JOE));
      transport.send(Letter.to(JOE));
    }

    assertThat(server.connections).hasValue(2);
  }

  @Test
  void a_kept_connection_that_the_server_has_left_is_replaced_and_the_message_sent_once()
      throws Exception {
    server.start();
    try (SmtpTransport transport = transport().build()) {
      transport.send(Letter.to(JOE));
      server.hangUp();

      assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);
    }

    assertThat(server.wire).hasSize(2);
    assertThat(server.connections).hasValue(2);
  }

  @Test
  void a_server_that_says_it_goes_is_left() {
    server.answer("RCPT", "421 4.3.2 Going").start();
    try (SmtpTransport transport = transport().build()) {
      assertThat(transport.send(Letter.to(JOE)).get(0))
          .isEqualTo(TransportReply.deferred("421 4.3.2 Going"));
      server.answer("RCPT", "250 back");
      assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.ACCEPTED);
    }

    assertThat(server.connections).hasValue(2);
  }

  @Test
  void brands_never_meet_on_a_connection() throws Exception {
    String machine = InetAddress.getLocalHost().getHostName();
    server.start();
    try (SmtpTransport transport = transport().build()) {
      transport.send(from("support@acme.example"));
      transport.send(from("hello@other.example"));
      transport.send(from("sales@acme.example"));
    }

    assertThat(server.heard("EHLO")).containsExactly("EHLO acme.example", "EHLO other.example");
    assertThat(server.heard)
        .contains("1 MAIL FROM:<support@acme.example>", "2 MAIL FROM:<hello@other.example>");
    assertThat(server.heard)
        .noneMatch(line -> line.contains("other.example") && line.startsWith("1 "))
        .noneMatch(line -> line.contains("acme.example") && line.startsWith("2 "))
        .noneMatch(line -> line.contains(machine));
  }

  @Test
  void a_name_of_the_house_is_said_to_all() {
    server.start();
    try (SmtpTransport transport = transport().ehloName("Mail.House.example").build()) {
      transport.send(from("support@acme.example"));
      transport.send(from("hello@other.example"));
      transport.send(from(""));
    }

    assertThat(server.heard("EHLO")).containsExactly("EHLO mail.house.example");
  }

  @Test
  void each_thread_has_a_connection_and_no_more_are_kept_than_were_used_at_once() throws Exception {
    server.start();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (SmtpTransport transport = transport().build()) {
      List<Future<List<TransportReply>>> replies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String sender = i % 2 == 0 ? "support@acme.example" : "hello@other.example";
        replies.add(threads.submit(() -> transport.send(from(sender))));
      }
      for (Future<List<TransportReply>> reply : replies) {
        assertThat(reply.get().get(0).kind()).isEqualTo(Kind.ACCEPTED);
      }
    } finally {
      threads.shutdown();
    }

    assertThat(server.wire).hasSize(200);
  }

  @Test
  void silence_before_the_end_of_a_message_defers_and_after_it_nobody_knows() {
    server.answer("RCPT", ScriptedServer.SILENCE).start();
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    try (SmtpTransport transport =
        transport().timeouts(second, Duration.ofMillis(200), minute).build()) {
      assertThat(transport.send(Letter.to(JOE)).get(0))
          .isEqualTo(
              TransportReply.deferred(
                  "The connection to the mail server broke: no answer in time"));

      server.answer("RCPT", "250 ok").answer(".", ScriptedServer.SILENCE);
      assertThat(transport.send(Letter.to(JOE)).get(0).kind()).isEqualTo(Kind.UNKNOWN);
    }
  }

  @Test
  void a_message_that_takes_too_long_as_a_whole_is_cut() {
    server.answer("RCPT", ScriptedServer.SILENCE).start();
    Duration minute = Duration.ofMinutes(1);
    try (SmtpTransport transport =
        transport().timeouts(minute, minute, Duration.ofMillis(300)).build()) {
      assertThat(transport.send(Letter.to(JOE)).get(0))
          .isEqualTo(
              TransportReply.deferred("The connection to the mail server broke: it took too long"));

      server.answer("CONNECT", ScriptedServer.SILENCE);
      assertThat(transport.send(Letter.to(JOE)).get(0).text()).endsWith("it took too long");
    }
  }

  @Test
  void a_server_that_stops_reading_is_cut_as_well() {
    server.answer("DATA", "354 go").start();
    server.dataLimit = -1;
    server.deaf = true;
    byte[] large = new byte[20_000_000];
    Arrays.fill(large, (byte) 'x');
    Duration minute = Duration.ofMinutes(1);
    try (SmtpTransport transport =
        transport().timeouts(minute, minute, Duration.ofSeconds(1)).build()) {
      assertThat(transport.send(Letter.of("support@acme.example", large, false, JOE)).get(0).kind())
          .isEqualTo(Kind.DEFERRED);
    }
  }

  @Test
  void closing_cuts_what_is_under_way_and_nothing_is_sent_any_more() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    server.answer("MAIL", ScriptedServer.SILENCE).start();
    server.onLine = line -> waiting.countDown();
    SmtpTransport transport = transport().build();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<List<TransportReply>> reply = thread.submit(() -> transport.send(Letter.to(JOE)));
      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();

      transport.close();
      transport.close();

      assertThat(reply.get(30, TimeUnit.SECONDS).get(0).kind()).isEqualTo(Kind.DEFERRED);
      assertThat(transport.send(Letter.to(JOE)).get(0))
          .isEqualTo(TransportReply.deferred("The transport was closed"));
    } finally {
      thread.shutdown();
    }
  }
}
