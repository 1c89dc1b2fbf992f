package dev.melme.benchmarks.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server that takes any mail and keeps none, as Postfix brings it for tests of its own. */
public final class SmtpSink implements AutoCloseable {

  private static final Path SINK = Path.of("/usr/sbin/smtp-sink");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BACKLOG = 100;

  private final Process sink;
  private final int port;

  private SmtpSink(Process sink, int port) {
    this.sink = sink;
    this.port = port;
  }

  /**
   * Looks for it and for the source.
   *
   * @throws MissingServerException when they are not installed
   */
  public static void require() {
    if (!Files.isExecutable(SINK) || !Files.isExecutable(SmtpSource.PROGRAM)) {
      throw new MissingServerException(
          "there is no " + SINK + " or no " + SmtpSource.PROGRAM + ". Install the package postfix");
    }
  }

  /** Starts a sink on a free port. */
  static SmtpSink start() throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(SINK.toString()));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "postfix")); // it does not run as root
    }
    command.addAll(List.of("127.0.0.1:" + port, Integer.toString(BACKLOG)));
    Process sink = new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(sink::destroyForcibly));
    SmtpSink tools = new SmtpSink(sink, port);
    tools.awaitReady();
    return tools;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    throw new IOException(SINK + " does not listen");
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    sink.destroyForcibly();
  }
}
