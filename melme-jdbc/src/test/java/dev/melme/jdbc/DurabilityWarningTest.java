package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.jdbc.kit.Database;
import dev.melme.jdbc.kit.WriteTurns;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store says at its start when a database is set up to lose what it acknowledged. */
class DurabilityWarningTest {

  @TempDir Path folder;

  @Test
  void h2_in_memory() {
    assertThat(warning("jdbc:h2:mem:durability")).get().asString().contains("in memory");
  }

  @Test
  void h2_in_a_file_that_is_written_later() {
    assertThat(warning("jdbc:h2:file:" + folder.resolve("late")))
        .get()
        .asString()
        .contains("delay of 500 ms", "Add ;WRITE_DELAY=0");
  }

  @Test
  void h2_in_a_file_that_is_written_at_once_is_fine() {
    String url = "jdbc:h2:file:" + folder.resolve("now") + ";WRITE_DELAY=0;RETENTION_TIME=3600000";

    assertThat(warning(url)).isEmpty();
  }

  @Test
  void h2_in_a_file_that_writes_soon_over_what_it_stored() {
    assertThat(warning("jdbc:h2:file:" + folder.resolve("soon") + ";WRITE_DELAY=0"))
        .get()
        .asString()
        .contains("stored 45000 ms ago", "Add ;RETENTION_TIME=3600000");
  }

  @Test
  void h2_as_a_server() throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder + "").start();
    try {
      String url =
          "jdbc:h2:tcp://127.0.0.1:"
              + server.getPort()
              + "/./shared;WRITE_DELAY=0;RETENTION_TIME=3600000";

      assertThat(warning(url)).get().asString().contains("is a server", "PostgreSQL or MariaDB");
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Databases.class, mode = EnumSource.Mode.EXCLUDE, names = "H2")
  void a_server_that_does_not_flush_and_one_that_does(Databases kind) {
    DatabaseServer server = kind.server().orElseThrow();
    try (TestDatabase database = kind.createDurable()) {
      assertThat(warning(database)).isEmpty();
      server.durability(DatabaseServer.Durability.RELAXED);
      Await.until("it is told", Duration.ofSeconds(10), () -> warning(database).isPresent());
      assertThat(warning(database)).get().asString().contains("loses mail");
    }
  }

  private static Optional<String> warning(String url) {
    return warning(new TestDatabase(url, "sa", "", () -> {}));
  }

  private static Optional<String> warning(TestDatabase database) {
    try (HikariDataSource pool = database.pool(1)) {
      Dialect dialect = Database.probe(pool, Dialect::of);
      return new Database(
              pool,
              dialect.uuidForm(),
              dialect.pairForm(),
              Connection.TRANSACTION_READ_COMMITTED,
              WriteTurns.together())
          .read("read the settings", dialect::durabilityGivenUp);
    }
  }
}
