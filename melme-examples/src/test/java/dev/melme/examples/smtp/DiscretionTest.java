package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a client sends is found neither in a log nor in a reply. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
@ResourceLock(Resources.SYSTEM_ERR)
class DiscretionTest {

  private static final String CANARY = "canary-7d1f";

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  private final class FailingListener implements SmtpListener {
    @Override
    public void routed(String session, RecipientRequest request, RoutingDecision decision) {
      heard.add(session + " RCPT " + decision.reason());
      throw new IllegalStateException(CANARY);
    }

    @Override
    public void delivered(String session, Envelope envelope, DeliveryReport report) {
      heard.add(session + " DATA " + report.verdicts().get(0).reason());
      throw new IllegalStateException(CANARY);
    }
  }

  @Test
  void logs_and_replies_hold_nothing_that_a_client_sent() throws IOException {
    FakeRouter router = new FakeRouter();
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    List<String> replies;
    try (SmtpServer server =
        new SmtpServer(SmtpSettings.onLoopback(0), router, new FailingListener())) {
      server.start();
      replies = session(server, router);
    } finally {
      System.setErr(before);
    }

    assertThat(replies).hasSizeGreaterThan(10).noneMatch(reply -> reply.contains(CANARY));
    assertThat(log.toString(UTF_8))
        .contains("listener failed: java.lang.IllegalStateException at ")
        .contains("delivery failed: java.lang.IllegalStateException at ")
        .doesNotContain(CANARY);
    assertThat(heard)
        .extracting(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly("RCPT ACCEPTED", "DATA STORED", "RCPT ACCEPTED");
  }

  private static List<String> session(SmtpServer server, FakeRouter router) throws IOException {
    String message = "Subject: " + CANARY + "\r\n\r\n" + CANARY + "\r\n.";
    try (RawClient client = RawClient.greeted(server)) {
      client.expect(
          "EHLO " + CANARY,
          "250-",
          "MAIL FROM:<" + CANARY + "@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          message,
          "250 ");
      router.delivery =
          (envelope, source) -> {
            throw new IllegalStateException(CANARY, new IOException(CANARY));
          };
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ",
          message,
          "451 4.3.0 Try again later");
      client.send(
          RawClient.lines(
              CANARY,
              "MAIL FROM:<" + CANARY + ">",
              "MAIL FROM:<a@example.org> " + CANARY + "=1",
              "MAIL FROM:<a@example.org>",
              "RCPT TO:<" + CANARY + ">",
              "RCPT TO:<support@acme.example> " + CANARY,
              "VRFY " + CANARY,
              "NOOP " + CANARY,
              "HELP " + CANARY,
              "RSET " + CANARY,
              "DATA " + CANARY,
              CANARY));
      return client.repliesToTheEnd();
    }
  }
}
