package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** The least of an SMTP client. No read waits longer than thirty seconds. */
final class SmtpClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final BufferedReader replies;
  private final OutputStream commands;

  SmtpClient(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    this.commands = socket.getOutputStream();
    hear("220 ");
    say("HELO client.example", "250 ");
  }

  void say(String command, String reply) throws IOException {
    send(command);
    hear(reply);
  }

  void send(String line) throws IOException {
    commands.write((line + "\r\n").getBytes(ISO_8859_1));
    commands.flush();
  }

  /** Fails by an IOException when the server is gone, by an assertion when it says otherwise. */
  void hear(String reply) throws IOException {
    assertThat(reply()).startsWith(reply);
  }

  private String reply() throws IOException {
    String line = replies.readLine();
    if (line == null) {
      throw new IOException("The server is gone");
    }
    return line;
  }

  /** Sends a message whose lines end with CRLF and begin with no dot, and returns the answer. */
  String deliver(String recipient, byte[] message) throws IOException {
    say("MAIL FROM:<joe@sender.example>", "250 ");
    say("RCPT TO:<" + recipient + ">", "250 ");
    say("DATA", "354 ");
    commands.write(message);
    send(".");
    return reply();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
