package dev.melme.examples.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.routing.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Shutting down finishes or refuses. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ShutdownTest {

  private static final String CLOSING = "421 4.3.2 Shutting down, try again later";
  private static final Duration LONG = Duration.ofSeconds(20);

  private final FakeRouter router = new FakeRouter();
  private final SmtpServer server = new SmtpServer(SmtpSettings.onLoopback(0), router);

  @AfterEach
  void close() {
    server.close(Duration.ZERO);
  }

  @Test
  void idle_clients_are_told_and_closed_and_nobody_else_gets_in() throws Exception {
    server.start();
    int port = server.port();
    try (RawClient greeted = RawClient.greeted(server);
        RawClient ready = RawClient.ready(server)) {
      CompletableFuture<Void> closed = closing(LONG);

      assertThat(greeted.repliesToTheEnd()).containsExactly(CLOSING);
      assertThat(ready.repliesToTheEnd()).containsExactly(CLOSING);
      closed.get(10, TimeUnit.SECONDS);
      assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void a_message_on_its_way_is_taken_to_its_end() throws Exception {
    server.start();
    try (RawClient idle = RawClient.ready(server);
        RawClient sending = RawClient.ready(server)) {
      begin(sending);
      sending.send("Subject: x\r\n");
      CompletableFuture<Void> closed = closing(LONG);
      assertThat(idle.repliesToTheEnd()).containsExactly(CLOSING); // it has begun

      sending.send("\r\nx\r\n.\r\nMAIL FROM:<>\r\n");

      assertThat(sending.repliesToTheEnd()).containsExactly("250 2.0.0 Message stored", CLOSING);
      closed.get(10, TimeUnit.SECONDS);
    }
    assertThat(router.stored).hasSize(1);
  }

  @Test
  void a_message_still_on_its_way_after_the_grace_period_is_refused() throws Exception {
    server.start();
    try (RawClient sending = RawClient.ready(server)) {
      begin(sending);
      sending.send("Subject: x\r\n");

      CompletableFuture<Void> closed = closing(Duration.ofMillis(50));

      assertThat(sending.repliesToTheEnd()).containsExactly(CLOSING);
      closed.get(10, TimeUnit.SECONDS);
    }
    assertThat(router.stored).isEmpty();
  }

  @Test
  void a_command_under_way_is_answered_and_the_next_one_refused() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    router.beforeRoute =
        () -> {
          asked.countDown();
          awaitQuietly(answer);
        };
    server.start();
    try (RawClient idle = RawClient.ready(server);
        RawClient busy = RawClient.ready(server)) {
      busy.send(RawClient.lines("MAIL FROM:<>", "RCPT TO:<support@acme.example>", "DATA"));
      awaitQuietly(asked);
      CompletableFuture<Void> closed = closing(LONG);
      assertThat(idle.repliesToTheEnd()).containsExactly(CLOSING);

      answer.countDown();

      assertThat(busy.repliesToTheEnd())
          .containsExactly("250 2.1.0 Sender ok", "250 2.1.5 Recipient ok", CLOSING);
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_router_that_hangs_does_not_keep_the_server() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    router.beforeRoute =
        () -> {
          asked.countDown();
          awaitQuietly(never);
        };
    server.start();
    try (RawClient busy = RawClient.ready(server)) {
      busy.send(RawClient.lines("MAIL FROM:<>", "RCPT TO:<support@acme.example>"));
      awaitQuietly(asked);

      closing(Duration.ZERO).get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_router_that_shuts_down_ends_the_session() throws Exception {
    router.delivery = FakeRouter.answering(Reason.SHUTTING_DOWN, 0);
    server.start();
    try (RawClient client = RawClient.ready(server)) {
      begin(client);
      client.send("Subject: x\r\n\r\nx\r\n.\r\nNOOP\r\n");

      assertThat(client.repliesToTheEnd()).containsExactly(CLOSING);
    }
  }

  @Test
  void a_server_is_closed_more_than_once_and_started_only_once() throws IOException {
    server.start();
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);

    server.close();
    server.close();

    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_server_that_never_started_is_closed() {
    assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);

    server.close();
  }

  private CompletableFuture<Void> closing(Duration grace) {
    return CompletableFuture.runAsync(() -> server.close(grace));
  }

  private static void begin(RawClient client) throws IOException {
    client.expect("MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "250 ", "DATA", "354 ");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
