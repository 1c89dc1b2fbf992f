package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SMTP smuggling (2023): whatever looks like the end of data to somebody else is none here. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class SmugglingTest {

  private static final String SMUGGLED =
      RawClient.lines(
          "MAIL FROM:<evil@example.org>",
          "RCPT TO:<support@acme.example>",
          "DATA",
          "Subject: smuggled",
          "",
          "smuggled");

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\n.\\n",
        "\\n.\\r\\n",
        "\\n.\\r",
        "\\r.\\r",
        "\\r.\\n",
        "\\r.\\r\\n",
        "\\r\\n.\\n",
        "\\r\\n.\\r",
        "\\r\\n.\\r\\r\\n",
        "\\r\\r\\n.\\r\\r\\n",
        "\\r\\n.\\n\\r\\n",
        "\\n\\r.\\n\\r",
        "\\n\\n.\\r\\n",
        "\\r\\n\\0.\\r\\n",
        "\\r\\n.\\0\\r\\n",
        "\\r\\n .\\r\\n",
        "\\r\\n. \\r\\n",
        "\\r\\n..\\r\\n",
        "\\r\\0\\n.\\r\\n",
        "\\u0085.\\u0085",
      })
  void no_variant_ends_the_message(String variant) throws IOException {
    String separator = unescaped(variant);
    String body = "Subject: first\r\n\r\nfirst" + separator + SMUGGLED;

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ");
      client.send((body + ".\r\nQUIT\r\n").getBytes(ISO_8859_1));

      assertThat(client.repliesToTheEnd())
          .containsExactly("250 2.0.0 Message stored", "221 2.0.0 Bye");
    }
    assertThat(router.stored).hasSize(1);
    // RFC 5321 §4.5.2 takes one dot off each line after CR LF that begins with one, nothing else
    assertThat(router.stored.element().message())
        .isEqualTo(body.replace("\r\n.", "\r\n").getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\n.\\n",
        "\\n.\\r\\n",
        "\\r.\\r",
        "\\r\\n.\\n",
        "\\r\\n.\\r",
        "\\r\\n.\\r\\n",
        "\\r.\\n"
      })
  void a_conforming_client_gets_the_same_bytes_through(String variant) throws IOException {
    byte[] message =
        ("Subject: first\r\n\r\nfirst" + unescaped(variant) + SMUGGLED).getBytes(ISO_8859_1);

    try (RawClient client = RawClient.ready(server)) {
      client.expect(
          "MAIL FROM:<a@example.org>",
          "250 ",
          "RCPT TO:<support@acme.example>",
          "250 ",
          "DATA",
          "354 ");
      client.sendMessage(message);
      client.send("QUIT\r\n");

      assertThat(client.repliesToTheEnd())
          .containsExactly("250 2.0.0 Message stored", "221 2.0.0 Bye");
    }
    assertThat(router.stored).hasSize(1);
    assertThat(router.stored.element().message()).isEqualTo(message);
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
