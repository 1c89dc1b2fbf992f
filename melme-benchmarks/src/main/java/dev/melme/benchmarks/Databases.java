package dev.melme.benchmarks;

import dev.melme.benchmarks.database.DatabaseKind;
import dev.melme.benchmarks.database.DatabaseServer;
import dev.melme.benchmarks.database.JdbcAddress;
import dev.melme.benchmarks.database.Workload;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The servers of a run: each is started when the first row needs it. Used by one thread. */
final class Databases implements AutoCloseable {

  private final Map<DatabaseKind, DatabaseServer> servers = new EnumMap<>(DatabaseKind.class);
  private final Set<String> filled = new HashSet<>();

  /**
   * A database for one contest.
   *
   * @param address how it is reached
   * @param filled false when it is empty, true when an earlier contest has left its rows for this
   */
  record Lent(JdbcAddress address, boolean filled) {}

  Lent lend(DatabaseKind kind, Workload workload, Logs logs) {
    DatabaseServer server = server(kind, logs);
    return filled.contains(name(kind, workload))
        ? new Lent(server.existing(workload.database()), true)
        : new Lent(server.empty(workload.database()), false);
  }

  /** A database that is empty, for somebody who keeps nothing in it for others. */
  JdbcAddress empty(DatabaseKind kind, String name, Logs logs) {
    return server(kind, logs).empty(name);
  }

  /** Lets the next contests of the same database have it as it is, if they want that. */
  void keep(DatabaseKind kind, Workload workload) {
    if (workload.reuses()) {
      filled.add(name(kind, workload));
    }
  }

  private static String name(DatabaseKind kind, Workload workload) {
    return kind.label() + "." + workload.database();
  }

  private DatabaseServer server(DatabaseKind kind, Logs logs) {
    DatabaseServer running = servers.get(kind);
    if (running == null) {
      String folder = "benchmark-" + kind.label();
      running =
          kind.start(logs.directory().resolveSibling(folder), logs.of(kind.label(), "server", 1));
      servers.put(kind, running);
    }
    return running;
  }

  @Override
  public void close() {
    servers.values().forEach(DatabaseServer::close);
    servers.clear();
    filled.clear();
  }
}
