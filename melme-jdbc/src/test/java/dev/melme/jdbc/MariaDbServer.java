package dev.melme.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The MariaDB that the system has installed, without any of its configuration: the default
 * character set is latin1, which tables of ours must not inherit.
 */
final class MariaDbServer implements DatabaseServer {

  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path folder = Folders.create("mariadb");
  private final Path data;
  private final Path log = folder.resolve("server.log");
  private final Path users = folder.resolve("users.sql");
  private final int port = Ports.free();
  private Durability durability = Durability.RELAXED;
  private @Nullable ServerProcess process;

  /** Initialises a data folder of its own and starts on it. */
  MariaDbServer() throws IOException {
    this(Optional.empty());
  }

  /** Starts with its data in a folder that is there, such as a small disk; it is not removed. */
  static MariaDbServer in(Path data) throws IOException {
    return new MariaDbServer(Optional.of(data));
  }

  private MariaDbServer(Optional<Path> data) throws IOException {
    this.data = data.orElseGet(() -> folder.resolve("data"));
    if (!Files.isExecutable(SERVER) || !Files.isExecutable(INSTALLER)) {
      throw new IOException("No " + SERVER + ". Install the package mariadb-server");
    }
    Files.createFile(log);
    Files.writeString(
        users,
        """
        CREATE USER IF NOT EXISTS melme@localhost IDENTIFIED BY 'melme';
        GRANT ALL ON *.* TO melme@localhost;
        """);
    ServerProcess.run(command(INSTALLER, "--skip-test-db"), log);
    start();
  }

  private List<String> command(Path tool, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(tool.toString());
    command.add("--no-defaults");
    command.add("--datadir=" + data);
    if (!data.startsWith(folder)) {
      // on a small disk as small as they may be: they are made at the start
      command.add("--innodb-log-file-size=4M");
    }
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void start() {
    try {
      process =
          ServerProcess.start(
              command(
                  SERVER,
                  // relative to the data folder: a whole path may be too long for a socket
                  "--socket=mariadb.sock",
                  "--bind-address=127.0.0.1",
                  "--port=" + port,
                  "--init-file=" + users,
                  "--max-connections=200",
                  "--innodb-flush-log-at-trx-commit=" + flushAtCommit()),
              log,
              this::answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int flushAtCommit() {
    return durability == Durability.DURABLE ? 1 : 0;
  }

  private boolean answers() {
    try {
      DriverManager.getConnection(url(""), "melme", "melme").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  private TestDatabase administration() {
    return new TestDatabase(url(""), "melme", "melme", () -> {});
  }

  @Override
  public void durability(Durability newDurability) {
    durability = newDurability;
    administration().execute("SET GLOBAL innodb_flush_log_at_trx_commit = " + flushAtCommit());
  }

  @Override
  public TestDatabase createDatabase() {
    String name = "melme" + DATABASES.incrementAndGet();
    administration().execute("CREATE DATABASE " + name);
    return new TestDatabase(
        url(name), "melme", "melme", () -> administration().execute("DROP DATABASE " + name));
  }

  @Override
  public void kill() {
    ServerProcess running = process;
    if (running != null) {
      running.kill();
      process = null;
    }
  }

  @Override
  public void remove() {
    kill();
    Folders.delete(folder);
  }
}
