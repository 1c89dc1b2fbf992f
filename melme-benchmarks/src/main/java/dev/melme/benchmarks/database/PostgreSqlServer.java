package dev.melme.benchmarks.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL as it comes, from a Maven artifact: only the two settings that give up durability are
 * turned back on.
 */
public final class PostgreSqlServer implements DatabaseServer {

  private static final String USER = "postgres";

  private final Path folder;
  private final EmbeddedPostgres server;

  private PostgreSqlServer(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
  }

  /** Starts a server whose files are in a folder; what is in it goes. */
  public static PostgreSqlServer start(Path folder, Path log) {
    Path fresh = Folders.fresh(folder);
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setOverrideWorkingDirectory(fresh.resolve("server").toFile())
              .setDataDirectory(fresh.resolve("data"))
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .start();
      PostgreSqlServer started = new PostgreSqlServer(fresh, server);
      started.requireOn("fsync");
      started.requireOn("synchronous_commit");
      started.requireOn("full_page_writes");
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start, see " + log, e);
    }
  }

  /** What is meant to be durable and is not would make every figure wrong. */
  private void requireOn(String setting) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SHOW " + setting)) {
      if (!result.next() || !result.getString(1).equals("on")) {
        throw new IllegalStateException(setting + " is not on");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not answer", e);
    }
  }

  @Override
  public JdbcAddress empty(String name) {
    Sql.execute(
        server.getPostgresDatabase(),
        "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)",
        "CREATE DATABASE " + name);
    return existing(name);
  }

  @Override
  public JdbcAddress existing(String name) {
    return new JdbcAddress(server.getJdbcUrl(USER, name), USER, "");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(folder);
    }
  }
}
