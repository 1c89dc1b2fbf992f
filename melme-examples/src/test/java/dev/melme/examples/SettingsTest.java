package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void without_settings_it_listens_to_loopback_at_2525_with_demo_data() {
    Settings settings = new Settings(Map.of(Settings.PORT, "", Settings.DEMO, " "));

    assertThat(settings.port()).isEqualTo(2525);
    assertThat(settings.host().isLoopbackAddress()).isTrue();
    assertThat(settings.demo()).isTrue();
  }

  @Test
  void it_listens_elsewhere_when_told() {
    Settings settings =
        new Settings(Map.of(Settings.PORT, "25", Settings.HOST, "0.0.0.0", Settings.DEMO, "FALSE"));

    assertThat(settings.port()).isEqualTo(25);
    assertThat(settings.host().isAnyLocalAddress()).isTrue();
    assertThat(settings.demo()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MELME_SMTP_PORT|smtp|MELME_SMTP_PORT=smtp is no port. Use 0 to 65535",
        "MELME_SMTP_PORT|65536|MELME_SMTP_PORT=65536 is no port. Use 0 to 65535",
        "MELME_SMTP_HOST|no such host|MELME_SMTP_HOST=no such host is no known host. Use an",
        "MELME_DEMO|yes|MELME_DEMO=yes is neither. Use true or false",
      })
  void a_bad_value_is_one_line_and_nothing_starts(String name, String value, String answer) {
    ProgramRun run = ProgramRun.with(Map.of(name, value), "serve");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines()).singleElement().asString().contains(answer);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void a_taken_port_is_one_line_with_a_remedy() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      ProgramRun run = ProgramRun.with(Map.of(Settings.PORT, port), "serve");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errLines())
          .singleElement()
          .asString()
          .contains("port " + port, "it is taken", "set MELME_SMTP_PORT to another port");
    }
  }

  @Test
  void an_address_of_another_machine_is_one_line_with_a_remedy() {
    // RFC 5737 §3: 192.0.2.0/24 belongs to no machine.
    ProgramRun run =
        ProgramRun.with(Map.of(Settings.PORT, "0", Settings.HOST, "192.0.2.1"), "serve");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .contains("192.0.2.1", "Set MELME_SMTP_HOST to one it has");
  }
}
