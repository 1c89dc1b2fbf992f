package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was acknowledged is there in the next run, and comes out as it went in. */
@Timeout(180)
class PermanentMailProcessTest {

  @TempDir private Path folder;

  private static byte[] message(String text) {
    return ("From: joe@sender.example\r\nMessage-ID: <"
            + text
            + "@sender.example>\r\nSubject: \u00fc \0 "
            + text
            + "\r\n\r\n"
            + text
            + "\r\n")
        .getBytes(ISO_8859_1);
  }

  private static void deliver(int port, String recipient, byte[]... messages) throws IOException {
    try (SmtpClient client = new SmtpClient(port)) {
      for (byte[] message : messages) {
        assertThat(client.deliver(recipient, message)).isEqualTo("250 2.0.0 Message stored");
      }
    }
  }

  private static List<byte[]> exported(Path export) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(export)) {
      for (Path file : files.sorted().toList()) {
        assertThat(file.toString()).endsWith(".eml");
        messages.add(Files.readAllBytes(file));
      }
    }
    return messages;
  }

  private ProgramRun export(Map<String, String> environment, String slug) throws Exception {
    return ProgramProcess.run(folder, environment, "export", "--mailbox", slug, "out");
  }

  @Test
  void mail_is_there_after_a_restart_in_the_folder_that_is_the_default() throws Exception {
    try (ProgramProcess first = ProgramProcess.serve(folder, Map.of())) {
      assertThat(first.lineWith("Mail is kept"))
          .isEqualTo("Mail is kept in " + folder.toRealPath().resolve("melme-data"));
      deliver(first.port(), "support@acme.example", message("one"));
      first.askToStop();
      first.exitCode();
    }
    try (ProgramProcess second = ProgramProcess.serve(folder, Map.of())) {
      assertThat(second.lineWith("support@acme.example")).endsWith("goes to support-inbox");
      assertThat(second.lineWith("gone@acme.example")).endsWith("has moved away");
      deliver(second.port(), "sales@acme.example", message("two"));
      second.askToStop();
      second.exitCode();
    }

    ProgramRun export = export(Map.of(), "support-inbox");

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.err()).isEmpty();
    int bytes = message("one").length + message("two").length;
    assertThat(export.out())
        .isEqualToIgnoringNewLines("Exported 2 messages (" + bytes + " B) of support-inbox to out");
    assertThat(exported(folder.resolve("out"))).containsExactly(message("one"), message("two"));
  }

  @Test
  void a_password_that_was_made_is_told_by_the_first_start_alone() throws Exception {
    String made;
    try (ProgramProcess first = ProgramProcess.serve(folder, Map.of())) {
      String told = first.lineWith("is told this once: ");
      assertThat(told).startsWith("The password of support-inbox, billing-inbox, old-inbox is");
      made = told.substring(told.lastIndexOf(' ') + 1);
      first.port();
      first.askToStop();
      first.exitCode();
      assertThat(first.restOfLines()).noneMatch(line -> line.contains(made));
    }
    try (ProgramProcess second = ProgramProcess.serve(folder, Map.of())) {
      assertThat(second.lineWith("The password of support-inbox"))
          .endsWith("was set before; MELME_DEMO_PASSWORD sets another.");
      second.port();
      second.askToStop();
      second.exitCode();
      assertThat(second.restOfLines()).noneMatch(line -> line.contains(made));
    }

    assertThat(signsIn("support-inbox", made)).isTrue();
    assertThat(signsIn("billing-inbox", made)).isTrue();
  }

  @Test
  void a_password_that_was_chosen_holds_and_is_never_shown() throws Exception {
    String chosen = "correct horse battery";
    for (int start = 1; start <= 2; start++) {
      try (ProgramProcess program =
          ProgramProcess.serve(folder, Map.of(Settings.DEMO_PASSWORD, chosen))) {
        assertThat(program.lineWith("The password of support-inbox"))
            .endsWith("is that of MELME_DEMO_PASSWORD.");
        deliver(program.port(), "support@acme.example", message("start " + start));
        program.askToStop();
        program.exitCode();
        assertThat(program.restOfLines()).noneMatch(line -> line.contains(chosen));
      }
    }

    assertThat(signsIn("support-inbox", chosen)).isTrue();
  }

  private boolean signsIn(String slug, String password) {
    try (MailStore store = MailStore.openExisting(DataFolder.at(folder.resolve("melme-data")))) {
      return store.melme().authenticator().signIn(SignInRequest.of(slug, password))
          instanceof SignIn.Granted;
    }
  }

  @Test
  void mail_is_there_after_kill_9_between_two_sessions() throws Exception {
    Map<String, String> elsewhere = Map.of(Settings.DATA, folder.resolve("a b/c").toString());
    try (ProgramProcess program = ProgramProcess.serve(folder, elsewhere)) {
      int port = program.port();
      deliver(port, "billing@acme.example", message("one"), message("two"));
      deliver(port, "billing@acme.example", message("three"));
      program.kill();
    }

    ProgramRun export = export(elsewhere, "billing-inbox");

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(exported(folder.resolve("out")))
        .containsExactly(message("one"), message("two"), message("three"));
    assertThat(folder.resolve("melme-data")).doesNotExist();
  }

  @Test
  void an_export_and_a_second_serve_while_one_runs_are_one_line_each() throws Exception {
    try (ProgramProcess program = ProgramProcess.serve(folder, Map.of())) {
      int port = program.port();

      ProgramRun export = export(Map.of(), "support-inbox");
      ProgramRun second = ProgramProcess.run(folder, Map.of(), "serve");

      assertThat(List.of(export, second))
          .allSatisfy(
              run -> {
                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.out()).isEmpty();
                assertThat(run.errLines())
                    .containsExactly(
                        "my-mailbox: The mail in "
                            + folder.toRealPath().resolve("melme-data")
                            + " is used by another process. Stop serve first, then try again");
              });
      assertThat(folder.resolve("out")).doesNotExist();
      deliver(port, "support@acme.example", message("still at work"));
    }
  }

  @Test
  void another_database_keeps_mail_as_well() throws Exception {
    Map<String, String> other =
        Map.of(
            Settings.JDBC_URL,
            "jdbc:h2:file:" + folder.resolve("other") + ";WRITE_DELAY=0;RETENTION_TIME=3600000",
            Settings.JDBC_USER,
            "postmaster",
            Settings.JDBC_PASSWORD,
            " s3cret ");
    try (ProgramProcess program = ProgramProcess.serve(folder, other)) {
      assertThat(program.lineWith("Mail is kept"))
          .isEqualTo("Mail is kept in the database of MELME_JDBC_URL");
      deliver(program.port(), "support@acme.example", message("one"));
      program.kill();
    }

    ProgramRun export = export(other, "support-inbox");

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(exported(folder.resolve("out"))).containsExactly(message("one"));
    assertThat(folder.resolve("melme-data")).doesNotExist();

    Map<String, String> wrong =
        Map.of(
            Settings.JDBC_URL,
            "jdbc:h2:file:" + folder.resolve("other"),
            Settings.JDBC_USER,
            "postmaster",
            Settings.JDBC_PASSWORD,
            "s3cret");
    for (String command : List.of("serve", "export --mailbox support-inbox out")) {
      ProgramRun refused = ProgramProcess.run(folder, wrong, command.split(" ", -1));

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errLines())
          .containsExactly(
              "my-mailbox: The database of MELME_JDBC_URL refuses the sign-in. Check"
                  + " MELME_JDBC_USER and MELME_JDBC_PASSWORD");
    }
  }

  /** RFC 6335 §6: port 1 is nobody's; nothing listens there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://127.0.0.1:1/mail?password=s3cret|1|does not answer. Start it, or check",
        "jdbc:mariadb://127.0.0.1:1/mail?password=s3cret|1|does not answer. Start it, or check",
        "jdbc:oracle:thin:@x|2|names no database that this program has a driver for. Use",
        "postgres://joe:s3cret@127.0.0.1/mail|2|names no database that this program has a driver",
      })
  void a_database_that_is_not_there_is_one_line_without_secrets(
      String url, int exitCode, String answer) throws Exception {
    ProgramRun run = ProgramProcess.run(folder, Map.of(Settings.JDBC_URL, url), "serve");

    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).singleElement().asString().contains(answer);
    assertThat(run.err()).doesNotContain("s3cret");
  }

  @Test
  void importing_is_a_trial_that_neither_needs_nor_touches_the_mail_that_is_kept()
      throws Exception {
    Path mail = Files.write(folder.resolve("one.eml"), message("one"));
    try (ProgramProcess program = ProgramProcess.serve(folder, Map.of())) {
      program.port();

      ProgramRun run =
          ProgramProcess.run(
              folder, Map.of(), "import", "--to", "support@acme.example", mail.toString());

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).containsPattern("\nstored +250 2.0.0 .* support-inbox +1 ");
      program.kill();
    }
    ProgramRun export = export(Map.of(), "support-inbox");
    assertThat(export.out()).startsWith("Exported 0 messages (0 B) of support-inbox");
  }
}
