package dev.melme.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.spi.MelMeStore;
import dev.melme.testkit.MelMeStoreContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract on one database that is migrated once and emptied for each rule. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContractOnDatabase implements MelMeStoreContract {

  private final Databases kind;
  private final TestDatabase database;
  private final HikariDataSource pool;

  StoreContractOnDatabase(Databases kind) {
    this.kind = kind;
    this.database = kind.create();
    this.pool = database.pool();
  }

  @BeforeAll
  void migrate() {
    JdbcStore.create(pool).initialise();
  }

  @AfterAll
  void drop() {
    pool.close();
    database.close();
  }

  @Override
  public MelMeStore createStore(Clock clock) {
    List<String> tables = new ArrayList<>(Schema.tables());
    if (kind == Databases.POSTGRESQL) {
      tables.addAll(List.of("search_index", "unindexed"));
    }
    database.execute(emptied(tables).toArray(String[]::new));
    return JdbcStore.builder().dataSource(pool).clock(clock).schemaSetup(SchemaSetup.NONE).build();
  }

  /** Deleting is faster than truncating what holds next to nothing. */
  private static List<String> emptied(List<String> tables) {
    return tables.stream().map(table -> "DELETE FROM melme_" + table).toList();
  }
}
