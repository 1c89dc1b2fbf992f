package dev.melme.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL from a Maven artifact. Its default collation is not that of bytes, as in life. */
final class PostgreSqlServer implements DatabaseServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path home;
  private final Path folder = Folders.create("postgresql");
  private final Path log = folder.resolve("server.log");
  private final int port = Ports.free();
  private @Nullable ServerProcess process;

  /** Initialises a data folder and starts on it. */
  PostgreSqlServer() throws IOException {
    this.home = PostgreSqlBinaries.unpack();
    Files.createFile(log);
    ServerProcess.run(
        asOrdinaryUser(
            "initdb",
            "--pgdata=" + folder.resolve("data"),
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=icu",
            "--icu-locale=en-US",
            "--no-sync"),
        log);
    start();
    durability(Durability.RELAXED);
  }

  @Override
  public void start() {
    try {
      process =
          ServerProcess.start(
              asOrdinaryUser(
                  "postgres",
                  "-D",
                  folder.resolve("data").toString(),
                  "-c",
                  "listen_addresses=127.0.0.1",
                  "-c",
                  "port=" + port,
                  "-c",
                  "unix_socket_directories=",
                  "-c",
                  "max_connections=200"),
              log,
              this::answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it sees nobody there. */
  private List<String> asOrdinaryUser(String tool, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(home.resolve("bin").resolve(tool).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private boolean answers() {
    try {
      DriverManager.getConnection(url("postgres"), "postgres", "").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private TestDatabase administration() {
    return new TestDatabase(url("postgres"), "postgres", "", () -> {});
  }

  @Override
  public void durability(Durability durability) {
    String value = durability == Durability.DURABLE ? "on" : "off";
    administration()
        .execute(
            "ALTER SYSTEM SET fsync = " + value,
            "ALTER SYSTEM SET synchronous_commit = " + value,
            "SELECT pg_reload_conf()");
  }

  @Override
  public TestDatabase createDatabase() {
    return createDatabase("");
  }

  /** Makes a database with its tables in a folder of their own. */
  TestDatabase createDatabaseIn(Path tables) {
    String name = "space" + DATABASES.incrementAndGet();
    administration().execute("CREATE TABLESPACE " + name + " LOCATION '" + tables + "'");
    return createDatabase(" TABLESPACE " + name);
  }

  private TestDatabase createDatabase(String options) {
    String name = "melme" + DATABASES.incrementAndGet();
    administration().execute("CREATE DATABASE " + name + options);
    return new TestDatabase(
        url(name),
        "postgres",
        "",
        () -> administration().execute("DROP DATABASE " + name + " WITH (FORCE)"));
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
