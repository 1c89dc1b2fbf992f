package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.melme.api.ReversePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Programs that people send mail with. One that is not installed is left out, but not in CI. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RealClientsTest {

  private static final String MESSAGE =
      RawClient.lines(
          "From: Joe <joe@example.org>",
          "Subject: real client",
          "",
          ".a line with a dot",
          ".",
          "the last line");

  @TempDir Path folder;

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
  void curl_sends_a_file_byte_for_byte() throws Exception {
    requireInstalled("curl", "--version");
    Path message = Files.writeString(folder.resolve("message.eml"), MESSAGE, US_ASCII);

    Outcome outcome =
        run(
            "curl",
            "--silent",
            "--show-error",
            "--noproxy",
            "*",
            "--max-time",
            "20",
            "smtp://127.0.0.1:" + server.port(),
            "--mail-from",
            "joe@example.org",
            "--mail-rcpt",
            FakeRouter.KNOWN,
            "--upload-file",
            message.toString());

    assertThat(outcome.exit).as(outcome.output).isZero();
    assertStored();
  }

  @Test
  void curl_reports_a_refused_recipient() throws Exception {
    requireInstalled("curl", "--version");
    Path message = Files.writeString(folder.resolve("message.eml"), MESSAGE, US_ASCII);

    Outcome outcome =
        run(
            "curl",
            "--verbose",
            "--noproxy",
            "*",
            "--max-time",
            "20",
            "smtp://127.0.0.1:" + server.port(),
            "--mail-from",
            "joe@example.org",
            "--mail-rcpt",
            "nobody@acme.example",
            "--upload-file",
            message.toString());

    assertThat(outcome.exit).as(outcome.output).isEqualTo(55);
    assertThat(outcome.output).contains("550 5.1.1 No such recipient here");
    assertThat(router.stored).isEmpty();
  }

  @Test
  void swaks_sends_a_message_with_and_without_pipelining() throws Exception {
    requireInstalled("swaks", "--version");
    Path message =
        Files.writeString(folder.resolve("message.eml"), MESSAGE.stripTrailing(), US_ASCII);

    for (String option : List.of("--pipeline", "--no-hints")) {
      Outcome outcome =
          run(
              "swaks",
              option,
              "--server",
              "127.0.0.1",
              "--port",
              "" + server.port(),
              "--ehlo",
              "client.example",
              "--from",
              "joe@example.org",
              "--to",
              FakeRouter.KNOWN,
              "--data",
              "@" + message,
              "--timeout",
              "20");

      assertThat(outcome.exit).as(outcome.output).isZero();
      assertThat(outcome.output).contains("250 2.0.0 Message stored");
      assertStored();
    }
  }

  @Test
  void python_sends_to_several_recipients_and_beyond_ascii() throws Exception {
    requireInstalled("python3", "--version");
    Path script =
        Files.writeString(
            folder.resolve("send.py"),
            """
            import smtplib, sys
            message = open(sys.argv[2], 'rb').read()
            with smtplib.SMTP('127.0.0.1', int(sys.argv[1]), timeout=20) as smtp:
                refused = smtp.sendmail('joe@example.org',
                    ['support@acme.example', 'nobody@acme.example'], message)
                assert refused == {'nobody@acme.example': (550, b'5.1.1 No such recipient here')}
                assert smtp.has_extn('smtputf8') and smtp.esmtp_features['size'] == '52428800'
                smtp.sendmail('j\u00f6e@example.org', ['support@acme.example'], message,
                    mail_options=['SMTPUTF8', 'BODY=8BITMIME'])
            """,
            UTF_8);
    Path message = Files.writeString(folder.resolve("message.eml"), MESSAGE, US_ASCII);

    Outcome outcome = run("python3", script.toString(), "" + server.port(), message.toString());

    assertThat(outcome.exit).as(outcome.output).isZero();
    assertStored();
    FakeRouter.Stored beyondAscii = router.stored.remove();
    assertThat(beyondAscii.envelope().reversePath())
        .isEqualTo(ReversePath.parse("jöe@example.org"));
    assertThat(beyondAscii.envelope().client().protocol()).contains("UTF8SMTP");
  }

  private void assertStored() {
    FakeRouter.Stored stored = router.stored.remove();
    assertThat(stored.message()).asString(US_ASCII).isEqualTo(MESSAGE);
    assertThat(stored.envelope().reversePath()).isEqualTo(ReversePath.parse("joe@example.org"));
  }

  private record Outcome(int exit, String output) {}

  private static void requireInstalled(String... command) throws InterruptedException, IOException {
    boolean installed;
    try {
      installed = run(command).exit == 0;
    } catch (IOException notFound) {
      installed = false;
    }
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(installed).as("%s must be installed where CI=true", command[0]).isTrue();
    }
    assumeTrue(installed, command[0] + " is not installed: left out");
  }

  private static Outcome run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("real-client", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close(); // nothing to read
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", command[0]).isTrue();
      return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
