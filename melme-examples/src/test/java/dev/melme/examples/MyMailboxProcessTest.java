package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the program as its users do: in a Java of its own, over a socket, ended by a signal. */
@Timeout(120)
class MyMailboxProcessTest {

  private static final int SIGTERM_EXIT_CODE = 128 + 15;

  private final Process program = start();
  private final BufferedReader output = program.inputReader(StandardCharsets.UTF_8);

  private static Process start() {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            MyMailbox.class.getName());
    builder.environment().put(Settings.PORT, "0");
    builder.environment().remove(Settings.HOST);
    builder.environment().remove(Settings.DEMO);
    try {
      return builder.redirectErrorStream(true).start();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @AfterEach
  void kill() {
    program.destroyForcibly();
  }

  private String lineWith(String part) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(part)) {
        return line.strip();
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("The program ended without saying \"" + part + "\":\n" + before);
  }

  private static int port(String curl) {
    Matcher url = Pattern.compile("smtp://127\\.0\\.0\\.1:(\\d+)").matcher(curl);
    assertThat(url.find()).as(curl).isTrue();
    return Integer.parseInt(url.group(1));
  }

  @Test
  void the_curl_line_it_prints_delivers_a_first_message() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "No curl here");
    assertThat(lineWith("support@acme.example")).endsWith("goes to support-inbox");
    assertThat(lineWith("gone@acme.example")).endsWith("550 5.1.6 Recipient has moved away");
    String curl = lineWith("curl");

    Process shell = new ProcessBuilder("sh", "-c", curl).redirectErrorStream(true).start();

    assertThat(shell.inputReader().lines()).isEmpty();
    assertThat(shell.waitFor()).isZero();
    assertThat(lineWith("VerdictLog"))
        .contains("250 2.0.0 stored: support@acme.example -> support-inbox, message ")
        .contains(" bytes")
        .doesNotContain("Hello", "My first message");
  }

  @Test
  void on_sigterm_it_finishes_the_message_on_its_way_and_turns_others_away() throws Exception {
    int port = port(lineWith("curl"));
    try (Client sending = new Client(port);
        Client idle = new Client(port)) {
      sending.say("MAIL FROM:<>", "250 ");
      sending.say("RCPT TO:<sales@acme.example>", "250 ");
      sending.say("RCPT TO:<nobody@acme.example>", "550 5.1.1 ");
      sending.say("DATA", "354 ");
      sending.send("Subject: half");

      program.toHandle().destroy(); // SIGTERM; Process.destroy() closes the output as well

      idle.hear("421 4.3.2 ");
      sending.send("\r\nthe other half\r\n.");
      sending.hear("250 2.0.0 ");
      assertThat(lineWith("nobody@")).contains("550 5.1.1 unknown alias: nobody@acme.example");
      assertThat(lineWith("sales@")).contains("250 2.0.0 stored: sales@acme.example");
    }
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(SIGTERM_EXIT_CODE);
    assertThat(output.readLine()).isNull();
  }

  /** The least of an SMTP client. */
  private static final class Client implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader replies;
    private final Writer commands;

    Client(int port) throws IOException {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      this.replies = new BufferedReader(reader(socket));
      this.commands = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
      hear("220 ");
      say("HELO client.example", "250 ");
    }

    private static Reader reader(Socket socket) throws IOException {
      return new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
    }

    void say(String command, String reply) throws IOException {
      send(command);
      hear(reply);
    }

    void send(String line) throws IOException {
      commands.write(line + "\r\n");
      commands.flush();
    }

    void hear(String reply) throws IOException {
      assertThat(replies.readLine()).startsWith(reply);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
