package dev.melme.transport;

import static dev.melme.transport.Letter.JOE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.api.InvalidValueException;
import dev.melme.spi.TransportReply;
import dev.melme.spi.TransportReply.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS, credentials, and where they must not be seen. */
@Timeout(60)
class SmtpSecurityTest {

  private static final String SECRET = "canary-secret";
  private static final String PLAIN =
      "AUTH PLAIN "
          + Base64.getEncoder().encodeToString(("relay\0relay\0" + SECRET).getBytes(UTF_8));

  @TempDir private static Path folder;
  private static TestCertificate valid;

  private final ScriptedServer server = new ScriptedServer();

  @BeforeAll
  static void makeCertificate() throws Exception {
    valid = TestCertificate.validFor("ip:127.0.0.1", folder);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private SmtpTransportBuilder transport() {
    return SmtpTransport.to("127.0.0.1").port(server.port());
  }

  private static TransportReply send(SmtpTransportBuilder builder) {
    try (SmtpTransport transport = builder.build()) {
      return transport.send(Letter.to(JOE)).get(0);
    }
  }

  @Test
  void credentials_are_given_under_tls_only() throws Exception {
    server.offering("STARTTLS", "AUTH PLAIN LOGIN").withTls(valid.server(), false).start();

    TransportReply reply =
        send(transport().credentials("relay", SECRET).sslContext(valid.client()));

    assertThat(reply.kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(server.heard)
        .startsWith("1 EHLO acme.example", "1 STARTTLS", "1 EHLO acme.example", "1 " + PLAIN);
  }

  @Test
  void without_tls_credentials_stay_here() {
    server.offering("AUTH PLAIN LOGIN").start();

    TransportReply reply = send(transport().credentials("relay", SECRET));

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(reply.text()).contains("STARTTLS");
    assertThat(server.heard("AUTH")).isEmpty();
    assertThat(server.heard("MAIL")).isEmpty();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_gets_no_credentials() throws Exception {
    server.offering("STARTTLS", "AUTH PLAIN").withTls(valid.server(), false).start();

    TransportReply reply = send(transport().credentials("relay", SECRET));

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(reply.text()).contains("TLS failed");
    assertThat(server.heard("AUTH")).isEmpty();
  }

  @Test
  void a_certificate_of_another_host_gets_no_credentials(@TempDir Path elsewhere) throws Exception {
    TestCertificate other = TestCertificate.validFor("dns:other.example", elsewhere);
    server.offering("STARTTLS", "AUTH PLAIN").withTls(other.server(), false).start();

    TransportReply reply =
        send(transport().credentials("relay", SECRET).sslContext(other.client()));

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(server.heard("AUTH")).isEmpty();
  }

  @Test
  void tls_from_the_first_byte_on_is_said_so() throws Exception {
    server.offering("AUTH PLAIN").withTls(valid.server(), true).start();

    TransportReply reply =
        send(
            transport()
                .credentials("relay", SECRET)
                .tls(TlsMode.IMPLICIT)
                .sslContext(valid.client()));

    assertThat(reply.kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(server.heard).startsWith("1 EHLO acme.example", "1 " + PLAIN);
  }

  @Test
  void without_credentials_tls_is_used_where_it_is_offered_whoever_offers_it() throws Exception {
    server.offering("STARTTLS").withTls(valid.server(), false).start();

    assertThat(send(transport()).kind()).isEqualTo(Kind.ACCEPTED);

    assertThat(server.heard("STARTTLS")).hasSize(1);
  }

  @Test
  void tls_can_be_left_out_or_demanded() throws Exception {
    server.offering("STARTTLS").withTls(valid.server(), false).start();

    assertThat(send(transport().tls(TlsMode.NEVER)).kind()).isEqualTo(Kind.ACCEPTED);
    assertThat(server.heard("STARTTLS")).isEmpty();
    assertThat(send(transport().tls(TlsMode.STARTTLS)).kind()).isEqualTo(Kind.DEFERRED);
  }

  @Test
  void a_server_that_lets_nobody_log_in_gets_no_message() {
    server.start();

    TransportReply reply = send(transport().credentials("relay", SECRET).tls(TlsMode.NEVER));

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(reply.text()).contains("lets nobody log in");
    assertThat(server.heard("MAIL")).isEmpty();
  }

  @Test
  void a_login_that_is_refused_defers_and_says_so() {
    server.offering("AUTH PLAIN").answer("AUTH", "535 5.7.8 Wrong password").start();

    TransportReply reply = send(transport().credentials("relay", SECRET).tls(TlsMode.NEVER));

    assertThat(reply.kind()).isEqualTo(Kind.DEFERRED);
    assertThat(reply.text()).contains("535 5.7.8 Wrong password").doesNotContain(SECRET);
    assertThat(server.heard("MAIL")).isEmpty();
  }

  @Test
  void neither_credentials_nor_mail_are_in_a_text_or_a_log() {
    List<String> log = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            log.add(new SimpleFormatter().format(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.setLevel(Level.ALL);
    root.addHandler(handler);
    try {
      server.offering("AUTH PLAIN").start();
      SmtpTransportBuilder builder = transport().credentials("relay", SECRET).tls(TlsMode.NEVER);

      assertThat(send(builder).kind()).isEqualTo(Kind.ACCEPTED);

      assertThat(builder.build()).hasToString("SmtpTransport to 127.0.0.1:" + server.port());
      assertThat(new SmtpSettings.Login("relay", SECRET).toString()).doesNotContain(SECRET);
    } finally {
      root.removeHandler(handler);
      root.setLevel(before);
    }
    assertThat(log)
        .noneMatch(
            line ->
                line.contains(SECRET)
                    || line.contains(PLAIN.substring("AUTH PLAIN ".length()))
                    || line.contains("Hi there"));
  }

  @Test
  void ports_follow_from_what_is_wanted() {
    assertThat(SmtpTransport.to("relay.example").build()).hasToString(to(25));
    assertThat(SmtpTransport.to("relay.example").credentials("a", "b").build())
        .hasToString(to(587));
    assertThat(SmtpTransport.to("relay.example").tls(TlsMode.IMPLICIT).build())
        .hasToString(to(465));
  }

  private static String to(int port) {
    return "SmtpTransport to relay.example:" + port;
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    SmtpTransportBuilder builder = SmtpTransport.to("relay.example");

    assertThatThrownBy(() -> SmtpTransport.to(" ")).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.port(0)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.ehloName("not a name"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.connections(0, Duration.ZERO))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () -> builder.timeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(InvalidValueException.class);
  }
}
