package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Whatever a client sends, it gets well-formed replies and an end: {@link RawClient} checks each
 * line and waits for ten seconds at most.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class SessionFuzzTest {

  private static final int SESSIONS = 3_000;

  private static final String[] LINES = {
    "EHLO client.example",
    "HELO client.example",
    "MAIL FROM:<>",
    "MAIL FROM:<a@example.org> SIZE=9",
    "RCPT TO:<support@acme.example>",
    "RCPT TO:<nobody@acme.example>",
    "DATA",
    "DATA",
    "RSET",
    "NOOP",
    ".",
    "Subject: x",
  };

  private static final String[] TOKENS = {
    "MAIL FROM:",
    "RCPT TO:",
    "BDAT 5",
    "VRFY ",
    "<a@example.org>",
    "<postmaster>",
    "<\"",
    "\\",
    "\"",
    "<",
    ">",
    " ",
    "=",
    " SIZE=99999999999999999999",
    " BODY=8BITMIME",
    " SMTPUTF8",
    "@",
    ":",
    "\r\n",
    "\r\n",
    "\r\n",
    "\r\n",
    "\r\n.\r\n",
    ".",
    "\0",
    "\u00FC",
    "\u00C3\u00BC",
    "\t",
    "\n",
    "\r",
  };

  @Test
  void any_octets_get_well_formed_replies_and_an_end() throws IOException {
    FakeRouter router = new FakeRouter();
    Random random = new Random(20_261_123);
    try (SmtpServer server = new SmtpServer(SmtpSettings.onLoopback(0), router)) {
      server.start();
      for (int session = 0; session < SESSIONS; session++) {
        byte[] octets = session % 10 == 0 ? noise(random) : commands(random);

        try (RawClient client = RawClient.greeted(server)) {
          client.send(octets);
          client.socket.shutdownOutput();
          List<String> replies = client.repliesToTheEnd();

          assertThat(replies.size())
              .as("replies to %s", new String(octets, ISO_8859_1))
              .isLessThanOrEqualTo(octets.length + 1);
        }
      }
      try (RawClient client = RawClient.ready(server)) {
        client.expect(
            "MAIL FROM:<>",
            "250 ",
            "RCPT TO:<support@acme.example>",
            "250 ",
            "DATA",
            "354 ",
            "Subject: still there\r\n\r\nx\r\n.",
            "250 ");
      }
    }
    // The fuzz has to get somewhere
    assertThat(router.asked).hasSizeGreaterThan(20);
    assertThat(router.stored).hasSizeGreaterThan(5);
  }

  private static byte[] commands(Random random) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.write("EHLO client.example\r\n".getBytes(ISO_8859_1));
    for (int i = random.nextInt(60); i > 0; i--) {
      String next =
          random.nextInt(4) > 0
              ? LINES[random.nextInt(LINES.length)] + "\r\n"
              : TOKENS[random.nextInt(TOKENS.length)];
      octets.write(next.getBytes(ISO_8859_1));
    }
    return octets.toByteArray();
  }

  private static byte[] noise(Random random) {
    byte[] octets = new byte[random.nextInt(5_000)];
    random.nextBytes(octets);
    return octets;
  }
}
