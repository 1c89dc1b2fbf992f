package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that start at once on an empty database create its tables once. */
@Timeout(120)
class MigrationRaceTest {

  private static final int NODES = 6;

  @ParameterizedTest
  @EnumSource(Databases.class)
  void stores_that_start_at_once_in_one_process_are_all_ready(Databases kind) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(NODES);
    try (TestDatabase database = kind.create();
        HikariDataSource pool = database.pool()) {
      CyclicBarrier start = new CyclicBarrier(NODES);
      List<Future<Integer>> replies = new ArrayList<>();
      for (int node = 0; node < NODES; node++) {
        NumberedMessage message = new NumberedMessage(node);
        replies.add(
            nodes.submit(
                () -> {
                  start.await();
                  try (MailHost host = MailHost.on(pool)) {
                    return host.deliver(message).code();
                  }
                }));
      }

      for (Future<Integer> reply : replies) {
        assertThat(reply.get()).isEqualTo(250);
      }
    } finally {
      nodes.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void processes_that_start_at_once_are_all_ready(Databases kind) throws Exception {
    Path folder = Folders.create("race");
    List<ChildJvm> children = new ArrayList<>();
    try (TestDatabase database = kind.create()) {
      for (int node = 0; node < 2; node++) {
        CrashJob job =
            new CrashJob(
                database.url(),
                database.user(),
                database.password(),
                folder.resolve("acks" + node),
                NODES,
                0,
                SchemaSetup.MIGRATE,
                null);
        children.add(
            ChildJvm.start(
                CrashChild.class,
                List.of("-Xmx128m"),
                job.arguments(),
                folder.resolve("log" + node)));
      }

      for (ChildJvm child : children) {
        assertThat(child.await()).as(child::output).isZero();
      }
    } finally {
      children.forEach(ChildJvm::close);
      Folders.delete(folder);
    }
  }
}
