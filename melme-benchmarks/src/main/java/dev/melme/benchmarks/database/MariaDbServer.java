package dev.melme.benchmarks.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MariaDB as the system's packages bring it, with its own settings and files of our own. */
public final class MariaDbServer implements DatabaseServer {

  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
  private static final String USER = "root";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Process process;
  private final int port;

  private MariaDbServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server whose files are in a folder; what is in it goes.
   *
   * @throws MissingServerException when MariaDB is not installed
   */
  public static MariaDbServer start(Path folder, Path log) {
    if (!Files.isExecutable(SERVER) || !Files.isExecutable(INSTALL)) {
      throw new MissingServerException(
          "there is no " + SERVER + ". Install the package mariadb-server");
    }
    Path fresh = Folders.fresh(folder);
    try {
      install(fresh, log);
      int port = freePort();
      MariaDbServer server = new MariaDbServer(fresh, launch(fresh, port, log), port);
      server.awaitReady(log);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB did not start, see " + log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static void install(Path folder, Path log) throws IOException, InterruptedException {
    List<String> command =
        command(
            INSTALL,
            folder,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve");
    int exit = process(command, log).start().waitFor();
    if (exit != 0) {
      throw new IOException(INSTALL + " ended with " + exit);
    }
  }

  private static Process launch(Path folder, int port, Path log) throws IOException {
    List<String> command =
        command(
            SERVER,
            folder,
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("socket"),
            "--pid-file=" + folder.resolve("pid"),
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=1");
    Process process = process(command, log).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** Without the files in which the system's own server is set up. */
  private static List<String> command(Path program, Path folder, String... options) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--no-defaults");
    command.add("--datadir=" + folder.resolve("data"));
    if (System.getProperty("user.name").equals(USER)) {
      // it refuses to run as root unless it is told to
      command.add("--user=" + USER);
    }
    command.addAll(List.of(options));
    return command;
  }

  private static ProcessBuilder process(List<String> command, Path log) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws InterruptedException {
    JdbcAddress system = existing("mysql");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Connection connection =
          DriverManager.getConnection(system.url(), system.user(), system.password())) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        Thread.sleep(100);
      }
    }
    close();
    throw new IllegalStateException("MariaDB did not start, see " + log);
  }

  @Override
  public JdbcAddress empty(String name) {
    String quoted = "`" + name + "`"; // read is a word of SQL here
    Sql.execute(
        existing("mysql"), "DROP DATABASE IF EXISTS " + quoted, "CREATE DATABASE " + quoted);
    return existing(name);
  }

  @Override
  public JdbcAddress existing(String name) {
    return new JdbcAddress("jdbc:mariadb://127.0.0.1:" + port + "/" + name, USER, "");
  }

  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      Folders.delete(folder);
    }
  }
}
