package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes mail by SMTP and keeps every byte that clients sent, commands included, and each message
 * without its dot-stuffing.
 */
final class WireRecorder implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> sessions = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Thread acceptor = new Thread(this::accept, "recorder");

  WireRecorder() throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    acceptor.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** What each connection brought, one character a byte. */
  List<String> sessions() {
    return sessions;
  }

  /** The messages, one character a byte, lines ending in CRLF. */
  List<String> messages() {
    return messages;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread session = new Thread(() -> serve(socket), "recorder session");
        session.start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (socket;
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream()) {
      say(out, "220 recorder.example ESMTP");
      for (String line = line(in, wire); line != null; line = line(in, wire)) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
          say(out, "250-recorder.example\r\n250-8BITMIME\r\n250-SIZE 50000000\r\n250 SMTPUTF8");
        } else if (command.equals("DATA")) {
          say(out, "354 Go on");
          messages.add(message(in, wire));
          say(out, "250 2.0.0 Recorded");
        } else if (command.equals("QUIT")) {
          say(out, "221 2.0.0 Bye");
          return;
        } else {
          say(out, "250 2.0.0 Ok");
        }
      }
    } catch (IOException e) {
      // the client has gone: what it sent counts
    } finally {
      sessions.add(wire.toString(ISO_8859_1));
    }
  }

  private static String message(InputStream in, ByteArrayOutputStream wire) throws IOException {
    StringBuilder message = new StringBuilder();
    for (String line = line(in, wire); line != null && !line.equals("."); line = line(in, wire)) {
      message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return message.toString();
  }

  /** A line without its CRLF, or null at the end. */
  private static @Nullable String line(InputStream in, ByteArrayOutputStream wire)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      wire.write(next);
      line.append((char) next);
      int length = line.length();
      if (length > 1 && line.charAt(length - 2) == '\r' && next == '\n') {
        return line.substring(0, length - 2);
      }
    }
    return null;
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
