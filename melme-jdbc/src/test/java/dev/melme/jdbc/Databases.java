package dev.melme.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The databases that the store runs on. Each JVM starts a server of a kind once, when a test first
 * asks for it, and ends it when the JVM ends.
 *
 * <p>Where a server cannot start the tests that need it are skipped; under {@code CI=true} they
 * fail.
 */
enum Databases {
  H2(null) {
    @Override
    TestDatabase create() {
      String name = "jdbc:h2:mem:" + UUID.randomUUID();
      TestDatabase database =
          new TestDatabase(name + ";DB_CLOSE_DELAY=-1", "sa", "", () -> shutDown(name));
      return database;
    }

    @Override
    TestDatabase createDurable() {
      Path folder = Folders.create("h2");
      return createDurable(folder, () -> Folders.delete(folder));
    }

    @Override
    Optional<DatabaseServer> server() {
      return Optional.empty();
    }
  },

  POSTGRESQL(PostgreSqlServer::new),

  MARIADB(MariaDbServer::new);

  /** Starts a server. */
  @FunctionalInterface
  private interface Starter {
    DatabaseServer start() throws IOException;
  }

  private final @Nullable Starter starter;
  private @Nullable DatabaseServer running;
  private @Nullable Exception refusal;

  Databases(@Nullable Starter starter) {
    this.starter = starter;
  }

  /** An empty database for a test that crashes nothing. */
  TestDatabase create() {
    return runningServer().createDatabase();
  }

  /** An empty database that keeps what was committed, whatever is killed. */
  TestDatabase createDurable() {
    DatabaseServer server = runningServer();
    server.durability(DatabaseServer.Durability.DURABLE);
    return server.createDatabase();
  }

  /** The server, for a test that kills it; none where the database is inside the JVM. */
  Optional<DatabaseServer> server() {
    return Optional.of(runningServer());
  }

  /** An H2 in a folder. */
  static TestDatabase createDurable(Path folder, Runnable drop) {
    return new TestDatabase(
        "jdbc:h2:file:"
            + folder.resolve("melme").toAbsolutePath()
            + ";WRITE_DELAY=0;RETENTION_TIME=3600000",
        "sa",
        "",
        drop);
  }

  private static void shutDown(String url) {
    new TestDatabase(url, "sa", "", () -> {}).execute("SHUTDOWN");
  }

  private synchronized DatabaseServer runningServer() {
    DatabaseServer server = running;
    if (server == null) {
      server = start();
      running = server;
    }
    return server;
  }

  private DatabaseServer start() {
    Exception earlier = refusal;
    Starter theStarter = starter;
    if (earlier == null && theStarter != null) {
      try {
        DatabaseServer server = theStarter.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
        return server;
      } catch (IOException | RuntimeException e) {
        refusal = e;
        earlier = e;
      }
    }
    String message = name() + " cannot start on this machine: " + earlier;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message, earlier);
    }
    throw new TestAbortedException(message, earlier);
  }
}
