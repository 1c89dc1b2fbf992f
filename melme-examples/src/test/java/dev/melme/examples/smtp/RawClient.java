package dev.melme.examples.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A client that sends whatever it is told to, and checks that each reply line is well formed (RFC
 * 5321 §4.2). No read waits longer than ten seconds.
 */
final class RawClient implements Closeable {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final Pattern REPLY_LINE =
      Pattern.compile("[2-5][0-5][0-9][ -][\\x20-\\x7E]{1,500}");

  final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects and reads the greeting. */
  static RawClient greeted(SmtpServer server) throws IOException {
    RawClient client = new RawClient(server.port());
    assertThat(client.reply()).startsWith("220 ");
    return client;
  }

  /** Connects and says EHLO. */
  static RawClient ready(SmtpServer server) throws IOException {
    RawClient client = greeted(server);
    assertThat(client.say("EHLO client.example")).startsWith("250-");
    return client;
  }

  /** Lines as they go over the wire. */
  static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  /** Sends one command and reads its reply. */
  String say(String command) throws IOException {
    send(command + "\r\n");
    return reply();
  }

  /** Sends commands and expects how each reply begins. */
  void expect(String... commandsAndReplies) throws IOException {
    for (int i = 0; i < commandsAndReplies.length; i += 2) {
      assertThat(say(commandsAndReplies[i]))
          .as("reply to %s", commandsAndReplies[i])
          .startsWith(commandsAndReplies[i + 1]);
    }
  }

  /** Reads one reply, its lines joined by a line feed. */
  String reply() throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = line();
      assertThat(line).as("a line after %s, or the end of the connection", lines).isNotEmpty();
      lines.add(line);
    } while (line.charAt(3) == '-');
    assertThat(lines).allMatch(each -> each.startsWith(lines.get(0).substring(0, 3)));
    return String.join("\n", lines);
  }

  /** Reads a line; empty at the end of the connection. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int octet;
    while ((octet = in.read()) >= 0) {
      if (octet == '\r') {
        assertThat(in.read()).isEqualTo('\n');
        assertThat(line.toString()).matches(REPLY_LINE);
        return line.toString();
      }
      line.append((char) octet);
    }
    assertThat(line.toString()).isEmpty();
    return "";
  }

  /** Reads all replies up to the end of the connection. */
  List<String> repliesToTheEnd() throws IOException {
    List<String> replies = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.charAt(3) == ' ') {
        replies.add(line);
      }
    }
    return replies;
  }

  /** Expects that the server closes without another word. */
  void expectEnd() throws IOException {
    assertThat(repliesToTheEnd()).isEmpty();
  }

  /** Sends a message with dot-stuffing and the end of data. */
  void sendMessage(byte[] message) throws IOException {
    send(stuffed(message));
    send(".\r\n");
  }

  /** Puts a dot before each dot that follows CR LF or begins the message (RFC 5321 §4.5.2). */
  static byte[] stuffed(byte[] message) {
    String text = new String(message, ISO_8859_1);
    String stuffed = text.replace("\r\n.", "\r\n..");
    return (stuffed.startsWith(".") ? "." + stuffed : stuffed).getBytes(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
