package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program as its users do: in a Java of its own, over a socket, ended by a signal. */
@Timeout(120)
class MyMailboxProcessTest {

  private static final int SIGTERM_EXIT_CODE = 128 + 15;

  @TempDir private Path folder;

  @Test
  void the_curl_line_it_prints_delivers_a_first_message() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "No curl here");
    try (ProgramProcess program = ProgramProcess.serve(folder, Map.of())) {
      assertThat(program.lineWith("support@acme.example")).endsWith("goes to support-inbox");
      assertThat(program.lineWith("gone@acme.example"))
          .endsWith("550 5.1.6 Recipient has moved away");
      String curl = program.lineWith("curl");

      Process shell = new ProcessBuilder("sh", "-c", curl).redirectErrorStream(true).start();

      assertThat(shell.inputReader().lines()).isEmpty();
      assertThat(shell.waitFor()).isZero();
      assertThat(program.lineWith("VerdictLog"))
          .contains("250 2.0.0 stored: support@acme.example -> support-inbox, message ")
          .contains(" bytes")
          .doesNotContain("Hello", "My first message");
    }
  }

  @Test
  void on_sigterm_it_finishes_the_message_on_its_way_and_turns_others_away() throws Exception {
    try (ProgramProcess program = ProgramProcess.serve(folder, Map.of())) {
      int port = program.port();
      try (SmtpClient sending = new SmtpClient(port);
          SmtpClient idle = new SmtpClient(port)) {
        sending.say("MAIL FROM:<>", "250 ");
        sending.say("RCPT TO:<sales@acme.example>", "250 ");
        sending.say("RCPT TO:<nobody@acme.example>", "550 5.1.1 ");
        sending.say("DATA", "354 ");
        sending.send("Subject: half");

        program.askToStop();

        idle.hear("421 4.3.2 ");
        sending.send("\r\nthe other half\r\n.");
        sending.hear("250 2.0.0 ");
        assertThat(program.lineWith("nobody@"))
            .contains("550 5.1.1 unknown alias: nobody@acme.example");
        assertThat(program.lineWith("sales@")).contains("250 2.0.0 stored: sales@acme.example");
      }
      assertThat(program.exitCode()).isEqualTo(SIGTERM_EXIT_CODE);
      assertThat(program.restOfLines()).isEmpty();
    }
  }
}
