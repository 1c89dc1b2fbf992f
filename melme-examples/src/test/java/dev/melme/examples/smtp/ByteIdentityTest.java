package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Promise 3: the bytes that a client put on the wire are the bytes that the router reads. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ByteIdentityTest {

  private static final String[] PIECES = {
    "\r\n", "\n", "\r", ".", "..", "\r\n.", "\n.\n", "\r.\r", "\n.\r\n", "\0", "\r\r\n", "\n\r"
  };

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
  void random_bytes_with_every_mix_of_line_ends_come_through() throws IOException {
    Random random = new Random(6531);
    try (RawClient client = RawClient.ready(server)) {
      for (int round = 0; round < 200; round++) {
        byte[] message = message(random, random.nextInt(60_000));

        client.expect(
            "MAIL FROM:<> BODY=8BITMIME",
            "250 ",
            "RCPT TO:<support@acme.example>",
            "250 ",
            "DATA",
            "354 ");
        client.sendMessage(message);

        assertThat(client.reply()).isEqualTo("250 2.0.0 Message stored");
        assertThat(router.stored.remove().message()).as("round %s", round).isEqualTo(message);
      }
    }
  }

  @Test
  void a_message_of_ten_megabytes_comes_through() throws IOException {
    byte[] message = message(new Random(1870), 10 << 20);
    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<>", "250 ", "RCPT TO:<support@acme.example>", "250 ", "DATA", "354 ");
      client.sendMessage(message);

      assertThat(client.reply()).isEqualTo("250 2.0.0 Message stored");
    }
    assertThat(router.stored.remove().message()).isEqualTo(message);
  }

  /** Every octet there is; the last line end is the one that SMTP wants. */
  private static byte[] message(Random random, int size) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] run = new byte[300];
    while (message.size() < size) {
      random.nextBytes(run);
      message.write(run, 0, random.nextInt(run.length));
      for (int i = random.nextInt(4); i > 0; i--) {
        message.write(PIECES[random.nextInt(PIECES.length)].getBytes(US_ASCII));
      }
    }
    message.write("\r\n".getBytes(US_ASCII));
    return message.toByteArray();
  }
}
