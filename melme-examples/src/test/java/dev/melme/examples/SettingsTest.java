package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir private Path temp;

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
        "MELME_DEMO_PASSWORD|fourteen bytes|MELME_DEMO_PASSWORD is too short. Use 15 to 1,024",
        "MELME_DATA|a;INIT=b|has a semicolon in its name, which H2 takes for a setting. Set",
        "MELME_JDBC_USER|me|belong to a database that MELME_JDBC_URL names. Set it too, or none",
        "MELME_JDBC_PASSWORD|me|belong to a database that MELME_JDBC_URL names. Set it too, or",
        "MELME_JDBC_URL|jdbc:nosql:x|MELME_JDBC_URL names no database that this program has a",
      })
  void a_bad_value_is_one_line_and_nothing_starts(String name, String value, String answer) {
    ProgramRun run = ProgramRun.with(Map.of(name, value), "serve");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errLines()).singleElement().asString().contains(answer);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void a_demo_password_is_counted_in_bytes_as_it_is_hashed_and_kept_as_it_is() {
    assertThat(demoPassword("")).isEmpty();
    assertThat(demoPassword(" fifteen bytes ")).contains(" fifteen bytes ");
    assertThat(demoPassword("\u00fc".repeat(8))).isPresent();
    assertThat(demoPassword("x".repeat(1024))).isPresent();
    assertThatThrownBy(() -> demoPassword("\u00fc".repeat(7)))
        .hasMessageStartingWith("MELME_DEMO_PASSWORD is too short. Use 15 to 1,024 bytes");
    assertThatThrownBy(() -> demoPassword("u\u0308".repeat(7)))
        .hasMessageStartingWith("MELME_DEMO_PASSWORD is too short. Use 15 to 1,024 bytes");
    assertThatThrownBy(() -> demoPassword("\u00fc".repeat(513)))
        .hasMessageStartingWith("MELME_DEMO_PASSWORD is too long. Use 15 to 1,024 bytes")
        .hasMessageNotContaining("\u00fc");
  }

  private static Optional<String> demoPassword(String value) {
    return new Settings(Map.of(Settings.DEMO_PASSWORD, value)).demoPassword();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file|Cannot keep mail in TEMP/file: it is no folder. Make it a folder that",
        "file/below|Cannot keep mail in TEMP/file/below: ",
      })
  void a_data_folder_that_cannot_be_is_one_line(String name, String answer) throws IOException {
    Files.writeString(temp.resolve("file"), "theirs");

    ProgramRun run =
        ProgramRun.with(
            Map.of(Settings.DATA, temp.resolve(name).toString(), Settings.PORT, "0"), "serve");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .contains(answer.replace("TEMP", temp.toString()))
        .endsWith("or set MELME_DATA to another");
  }

  @Test
  void mail_is_kept_in_a_folder_unless_a_database_is_named() {
    Path here = Path.of("melme-data").toAbsolutePath();
    MailPlace byDefault = new Settings(Map.of(Settings.DATA, " ")).mailPlace();
    MailPlace folder = new Settings(Map.of(Settings.DATA, temp + "/a/../b")).mailPlace();
    MailPlace database =
        new Settings(
                Map.of(
                    Settings.DATA, temp.toString(),
                    Settings.JDBC_URL, " jdbc:postgresql://db/mail ",
                    Settings.JDBC_USER, " me ",
                    Settings.JDBC_PASSWORD, " with spaces "))
            .mailPlace();

    assertThat(byDefault.inWords()).isEqualTo("in " + here);
    assertThat(folder.inWords()).isEqualTo("in " + temp.resolve("b"));
    assertThat(folder.url())
        .startsWith("jdbc:h2:file:" + temp.resolve("b/mail;WRITE_DELAY=0;RETENTION_TIME=3600000;"));
    assertThat(database)
        .isEqualTo(new NamedDatabase("jdbc:postgresql://db/mail", "me", " with spaces "))
        .hasToString("in the database of MELME_JDBC_URL");
  }

  @Test
  void a_taken_port_is_one_line_with_a_remedy() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      ProgramRun run =
          ProgramRun.with(Map.of(Settings.PORT, port, Settings.DATA, temp.toString()), "serve");

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
        ProgramRun.with(
            Map.of(Settings.PORT, "0", Settings.HOST, "192.0.2.1", Settings.DATA, temp.toString()),
            "serve");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .contains("192.0.2.1", "Set MELME_SMTP_HOST to one it has");
  }
}
