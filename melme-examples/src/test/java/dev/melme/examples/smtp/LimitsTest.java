package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.InvalidValueException;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LimitsTest {

  private static final Duration SHORT = Duration.ofMillis(600);

  private final FakeRouter router = new FakeRouter();
  private final List<SmtpServer> servers = new ArrayList<>();

  @AfterEach
  void close() {
    servers.forEach(server -> server.close(Duration.ZERO));
  }

  private SmtpServer started(SmtpSettings settings) throws IOException {
    SmtpServer server = new SmtpServer(settings, router).start();
    servers.add(server);
    return server;
  }

  private SmtpServer started() throws IOException {
    return started(SmtpSettings.onLoopback(0));
  }

  @ParameterizedTest
  @CsvSource({
    "52428800, 250 2.1.0",
    "00000000000052428800, 250 2.1.0",
    "0, 250 2.1.0",
    "52428801, 552 5.3.4 Message too big",
    "2147483648, 552 5.3.4 Message too big",
    "4294967297, 552 5.3.4 Message too big",
    "9223372036854775807, 552 5.3.4 Message too big",
    "9223372036854775808, 552 5.3.4 Message too big",
    "18446744073709551617, 552 5.3.4 Message too big",
    "99999999999999999999, 552 5.3.4 Message too big",
    "100000000000000000000, 501 5.5.4",
  })
  void a_declared_size_is_checked_whatever_its_length(String size, String reply)
      throws IOException {
    try (RawClient client = RawClient.ready(started())) {
      client.expect("MAIL FROM:<a@example.org> SIZE=" + size, reply, "NOOP", "250 ");
    }
  }

  @Test
  void recipients_beyond_the_limit_are_told_so_and_the_others_get_the_message() throws IOException {
    router.limits = DeliveryLimits.DEFAULT.withRecipients(2);
    try (RawClient client = RawClient.ready(started())) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "RCPT TO:<nobody@acme.example>",
          "550 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "452 4.5.3 ",
          "DATA",
          "354 ",
          "Subject: x\r\n\r\nx\r\n.",
          "250 ");
    }
    assertThat(router.stored.element().envelope().recipients()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"1998, 250 2.0.0", "1999, 500 5.5.2", "2000, 500 5.5.2", "200000, 500 5.5.2"})
  void a_line_beyond_the_limit_is_refused_and_read_to_its_end(int length, String reply)
      throws IOException {
    try (RawClient client = RawClient.ready(started())) {
      client.expect("NOOP " + "x".repeat(length - 5), reply, "NOOP", "250 ");
    }
  }

  @Test
  void a_line_without_end_ends_the_session() throws IOException {
    try (RawClient client = RawClient.ready(started())) {
      client.send("x".repeat(300_000));

      assertThat(client.repliesToTheEnd()).containsExactly("421 4.7.0 Line without end");
    }
  }

  @Test
  void twenty_errors_are_borne() throws IOException {
    try (RawClient client = RawClient.ready(started())) {
      for (int i = 0; i < 20; i++) {
        client.expect("FROB", "500 5.5.2 ");
      }
      client.expect("FROB", "421 4.7.0 Too many errors");
      client.expectEnd();
    }
  }

  @Test
  void recipients_that_are_refused_are_no_errors() throws IOException {
    try (RawClient client = RawClient.ready(started())) {
      client.expect("MAIL FROM:<a@example.org>", "250 ");
      for (int i = 0; i < 50; i++) {
        client.expect("RCPT TO:<nobody@acme.example>", "550 5.1.1 ");
      }
    }
  }

  @Test
  void connections_beyond_the_limit_are_turned_away_until_one_ends() throws IOException {
    SmtpServer server = started(SmtpSettings.onLoopback(0).withConnections(2, 50));
    try (RawClient first = RawClient.ready(server);
        RawClient second = RawClient.ready(server);
        RawClient third = new RawClient(server.port())) {
      assertThat(third.repliesToTheEnd())
          .containsExactly("421 4.3.2 Too many connections, try again later");

      first.expect("QUIT", "221 ");
      second.expect("NOOP", "250 ");
      assertThat(firstReplyOnceThereIsRoom(server)).startsWith("220 ");
    }
  }

  @Test
  void connections_of_one_client_beyond_its_limit_are_turned_away() throws IOException {
    SmtpServer server = started(SmtpSettings.onLoopback(0).withConnections(100, 1));
    try (RawClient first = RawClient.ready(server);
        RawClient second = new RawClient(server.port())) {
      assertThat(second.repliesToTheEnd())
          .containsExactly("421 4.7.0 Too many connections from your address, try again later");
      first.expect("NOOP", "250 ");
    }
  }

  /** The server counts a connection out a moment after the client has seen its end. */
  private static String firstReplyOnceThereIsRoom(SmtpServer server) throws IOException {
    while (true) {
      try (RawClient client = new RawClient(server.port())) {
        String reply = client.reply();
        if (!reply.startsWith("421 ")) {
          return reply;
        }
      }
    }
  }

  @Test
  void a_silent_client_is_told_so_and_closed() throws IOException {
    try (RawClient client = RawClient.ready(started(idle()))) {
      assertThat(client.repliesToTheEnd()).containsExactly("421 4.4.2 Waited too long for you");
    }
  }

  @Test
  void a_client_that_falls_silent_inside_a_message_stores_nothing() throws IOException {
    try (RawClient client = RawClient.ready(started(idle()))) {
      client.expect(
          "MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "250 ", "DATA", "354 ");
      client.send("Subject: x\r\n\r\nx\r\n");

      assertThat(client.repliesToTheEnd()).containsExactly("421 4.4.2 Waited too long for you");
    }
    assertThat(router.stored).isEmpty();
  }

  @Test
  void a_command_that_drips_in_does_not_hold_the_connection() throws IOException {
    try (RawClient client = RawClient.ready(started(idle()))) {
      client.socket.setSoTimeout(50);
      StringBuilder heard = new StringBuilder();
      OutputStream out = client.socket.getOutputStream();
      while (heard.indexOf("\n") < 0) {
        try {
          heard.append((char) client.socket.getInputStream().read());
        } catch (SocketTimeoutException nothingYet) {
          out.write('x');
        }
      }
      assertThat(heard.toString()).startsWith("421 4.4.2 ");
    }
  }

  @Test
  void a_client_that_does_not_read_its_replies_is_cut_off() throws IOException {
    try (RawClient client = RawClient.ready(started(idle()))) {
      byte[] commands = "HELP\r\n".repeat(10_000).getBytes(US_ASCII);

      assertThatThrownBy(
              () -> {
                while (true) {
                  client.send(commands);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void a_message_far_beyond_the_limit_is_not_read_to_its_end() throws IOException {
    router.limits = DeliveryLimits.DEFAULT.withMessageBytes(1_000);
    router.delivery = FakeRouter.answering(Reason.TOO_BIG, 1_001);
    byte[] block = new byte[1 << 20];
    try (RawClient client = RawClient.ready(started())) {
      client.expect(
          "MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "250 ", "DATA", "354 ");
      for (int megabytes = 0; megabytes <= 64; megabytes++) {
        client.send(block);
      }

      assertThat(client.repliesToTheEnd()).containsExactly("421 4.7.0 Far beyond the size limit");
    }
  }

  @Test
  void a_message_somewhat_beyond_the_limit_is_read_to_its_end() throws IOException {
    router.limits = DeliveryLimits.DEFAULT.withMessageBytes(1_000);
    router.delivery = FakeRouter.answering(Reason.TOO_BIG, 1_001);
    byte[] block = new byte[1 << 20];
    try (RawClient client = RawClient.ready(started())) {
      client.expect(
          "MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "250 ", "DATA", "354 ");
      for (int megabytes = 0; megabytes < 60; megabytes++) {
        client.send(block);
      }
      client.send("\r\n.\r\nQUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .containsExactly("552 5.3.4 Message too big", "221 2.0.0 Bye");
    }
  }

  @Test
  void a_port_that_is_taken_is_reported() throws IOException {
    int taken = started().port();

    assertThatThrownBy(() -> started(SmtpSettings.onLoopback(taken)))
        .isInstanceOf(BindException.class);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    SmtpSettings settings = SmtpSettings.onLoopback(0);

    assertThatThrownBy(() -> SmtpSettings.onLoopback(65_536))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> settings.withHostName("two words"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> settings.withConnections(0, 1))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> settings.withIdleTimeout(Duration.ZERO))
        .isInstanceOf(InvalidValueException.class);
  }

  private static SmtpSettings idle() {
    return SmtpSettings.onLoopback(0).withIdleTimeout(SHORT);
  }
}
