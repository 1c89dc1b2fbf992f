package dev.melme.jdbc;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a host said about its store. */
record JdbcStoreSettings(
    DataSource dataSource,
    @Nullable String schema,
    String tablePrefix,
    SchemaSetup schemaSetup,
    List<DeliveryHook> hooks,
    @Nullable Clock clock) {

  /** A table of ours, as statements name it. */
  String table(String name) {
    return (schema == null ? "" : schema + ".") + tablePrefix + name;
  }
}
