package dev.melme.examples.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** RFC 2920: commands that come together are answered in order. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class PipeliningTest {

  private static final String GROUP =
      RawClient.lines(
          "MAIL FROM:<a@example.org>",
          "RCPT TO:<support@acme.example>",
          "RCPT TO:<nobody@acme.example>",
          "DATA");
  private static final String MESSAGE = RawClient.lines("Subject: x", "", "x", ".");

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

  @Test
  void a_group_is_answered_in_order() throws IOException {
    try (RawClient client = RawClient.ready(server)) {
      client.send(GROUP);
      assertThat(replies(client, 4))
          .extracting(reply -> reply.substring(0, 3))
          .containsExactly("250", "250", "550", "354");

      client.send(MESSAGE + GROUP);
      assertThat(replies(client, 5))
          .extracting(reply -> reply.substring(0, 9))
          .containsExactly("250 2.0.0", "250 2.1.0", "250 2.1.5", "550 5.1.1", "354 End d");

      client.send(MESSAGE + "RSET\r\nQUIT\r\n");
      assertThat(client.repliesToTheEnd())
          .containsExactly("250 2.0.0 Message stored", "250 2.0.0 Ok", "221 2.0.0 Bye");
    }
    assertThat(router.stored).hasSize(2);
  }

  @Test
  void a_group_is_answered_however_it_is_cut() throws IOException {
    String all = GROUP + MESSAGE + "QUIT\r\n";
    for (int cut = 1; cut < all.length(); cut++) {
      try (RawClient client = RawClient.ready(server)) {
        client.send(all.substring(0, cut));
        client.send(all.substring(cut));

        assertThat(client.repliesToTheEnd())
            .as("cut at %s", cut)
            .extracting(reply -> reply.substring(0, 3))
            .containsExactly("250", "250", "550", "354", "250", "221");
      }
    }
    assertThat(router.stored).hasSize(all.length() - 1);
  }

  @Test
  void a_group_whose_sender_is_refused_is_answered_to_its_end() throws IOException {
    List<String> group =
        new ArrayList<>(Collections.nCopies(100, "RCPT TO:<support@acme.example>"));
    group.add(0, "MAIL FROM:<a@example.org> SIZE=99999999999");
    group.add("DATA");

    try (RawClient client = RawClient.ready(server)) {
      client.send(RawClient.lines(group.toArray(String[]::new)));
      assertThat(replies(client, 102))
          .containsOnly("552 5.3.4 Message too big", "503 5.5.1 Send MAIL first")
          .startsWith("552 5.3.4 Message too big");

      client.send("RSET\r\n" + GROUP);
      assertThat(replies(client, 5)).last().asString().startsWith("354 ");
    }
  }

  @Test
  void a_client_that_talks_before_the_greeting_is_served_all_the_same() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("EHLO client.example\r\n" + GROUP + MESSAGE + "QUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .extracting(reply -> reply.substring(0, 3))
          .containsExactly("220", "250", "250", "250", "550", "354", "250", "221");
    }
  }

  @Test
  void thousands_of_commands_in_one_flight_are_answered_each() throws IOException {
    List<String> commands = Collections.nCopies(5_000, "NOOP");

    try (RawClient client = RawClient.ready(server)) {
      client.send(RawClient.lines(commands.toArray(String[]::new)) + "QUIT\r\n");

      assertThat(client.repliesToTheEnd()).hasSize(5_001).last().isEqualTo("221 2.0.0 Bye");
    }
  }

  private static List<String> replies(RawClient client, int count) throws IOException {
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      replies.add(client.reply());
    }
    return replies;
  }
}
