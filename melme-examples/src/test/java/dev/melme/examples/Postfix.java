package dev.melme.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Postfix of the tests, with a configuration, a queue and a log of its own, that relays domains
 * to ports of this machine. Only root may start one.
 */
final class Postfix implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String SERVICES =
      """
      127.0.0.1:%d inet n - n - - smtpd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      verify unix - - n - 1 verify
      proxymap unix - - n - - proxymap
      smtp unix - - n - - smtp
      relay unix - - n - - smtp
      lmtp unix - - n - - lmtp
      error unix - - n - - error
      retry unix - - n - - error
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      postlog unix-dgram n - n - 1 postlogd
      """;

  private static final String SETTINGS =
      """
      compatibility_level = 3.6
      maillog_file = /dev/stdout
      mail_owner = postfix
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      queue_directory = %1$s/queue
      data_directory = %1$s/data
      myhostname = relay.example
      mydestination =
      alias_maps =
      local_recipient_maps =
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      smtp_dns_support_level = disabled
      mynetworks = 127.0.0.0/8
      relay_domains = %2$s
      transport_maps = inline:{ %3$s }
      default_transport = error:5.1.2 No route
      smtpd_relay_restrictions = permit_mynetworks, reject
      queue_run_delay = 1s
      minimal_backoff_time = 1s
      maximal_backoff_time = 2s
      """;

  private final Path configuration;
  private final Path log;
  private final int port;
  private final Process process;

  private Postfix(Path configuration, Path log, int port, Process process) {
    this.configuration = configuration;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /** Leaves a test out where there is none, but not in CI. */
  static void require() throws Exception {
    boolean there =
        Files.isExecutable(Path.of("/usr/sbin/postfix"))
            && Files.isWritable(Path.of("/usr/lib/postfix/sbin"));
    if (!there && !"true".equals(System.getenv("CI"))) {
      assumeTrue(false, "Left out: it takes root and the package postfix");
    }
  }

  /**
   * Starts one.
   *
   * @param folder an empty folder
   * @param routes by domain how it is reached, as Postfix writes it: {@code smtp:[127.0.0.1]:2525}
   */
  static Postfix start(Path folder, Map<String, String> routes) throws Exception {
    int port = freePort();
    letOthersThrough(folder);
    Path configuration = Files.createDirectories(folder.resolve("etc"));
    Files.createDirectories(folder.resolve("queue"));
    run("chown", "postfix", Files.createDirectories(folder.resolve("data")).toString());
    Files.writeString(configuration.resolve("master.cf"), SERVICES.formatted(port), US_ASCII);
    String map =
        routes.entrySet().stream()
            .map(route -> "{" + route.getKey() + " = " + route.getValue() + "}")
            .collect(Collectors.joining(", "));
    Files.writeString(
        configuration.resolve("main.cf"),
        SETTINGS.formatted(folder, String.join(" ", routes.keySet()), map),
        US_ASCII);
    Path log = folder.resolve("postfix.log");
    Process process =
        new ProcessBuilder("/usr/sbin/postfix", "-c", configuration.toString(), "start-fg")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Postfix postfix = new Postfix(configuration, log, port, process);
    try {
      postfix.awaitPort();
      return postfix;
    } catch (Exception e) {
      postfix.close();
      throw e;
    }
  }

  /** Its processes run as another user, who must reach the queue. */
  private static void letOthersThrough(Path folder) throws IOException {
    for (Path each = folder; each != null && Files.isWritable(each); each = each.getParent()) {
      if (each.getNameCount() > 1) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("Postfix did not start:\n" + log(), e);
        }
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  int port() {
    return port;
  }

  /** What it has said so far. */
  String log() throws IOException {
    return Files.readString(log, UTF_8);
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(List.of(command) + " failed: " + new String(said, UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      run("/usr/sbin/postfix", "-c", configuration.toString(), "stop");
    }
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
