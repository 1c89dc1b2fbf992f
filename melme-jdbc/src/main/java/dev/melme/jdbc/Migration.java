package dev.melme.jdbc;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Runs the scripts in the jar with Flyway.
 *
 * <p>Flyway is called by reflection: it is optional, and its jar has no module name that a {@code
 * module-info} could rely on.
 */
final class Migration {

  private static final String FLYWAY = "org.flywaydb.core.Flyway";

  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 100;

  private Migration() {}

  static void run(JdbcStoreSettings settings, Dialect dialect) {
    ClassLoader loader = Migration.class.getClassLoader();
    try {
      Object configuration =
          Class.forName(FLYWAY, true, loader)
              .getMethod("configure", ClassLoader.class)
              .invoke(null, loader);
      Class<?> type = configuration.getClass();
      type.getMethod("configuration", Map.class)
          .invoke(configuration, properties(settings, dialect));
      type.getMethod("dataSource", DataSource.class).invoke(configuration, settings.dataSource());
      migrate(type.getMethod("load").invoke(configuration));
    } catch (InvocationTargetException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new StoreException(
          Fault.BROKEN,
          "Flyway is not there to create the tables. Add org.flywaydb:flyway-core (and"
              + " flyway-database-postgresql or flyway-mysql), or run the scripts of"
              + " dev/melme/jdbc/migration yourself and choose SchemaSetup.VALIDATE or NONE",
          e);
    }
  }

  /**
   * Of nodes that start at once on an empty database, Flyway lets one make its history table and
   * fails the others that look in between. They look again, and find it.
   */
  private static void migrate(Object flyway) throws ReflectiveOperationException {
    for (int attempt = 1; ; attempt++) {
      try {
        flyway.getClass().getMethod("migrate").invoke(flyway);
        return;
      } catch (InvocationTargetException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS * attempt));
      }
    }
  }

  private static StoreException failed(Throwable cause) {
    return new StoreException(
        Fault.BROKEN,
        "The tables could not be created or brought up to date. The cause says why",
        cause);
  }

  private static Map<String, String> properties(JdbcStoreSettings settings, Dialect dialect) {
    Map<String, String> properties = new HashMap<>();
    properties.put("flyway.locations", "classpath:dev/melme/jdbc/migration/" + dialect.folder());
    properties.put("flyway.table", settings.tablePrefix() + "schema_history");
    properties.put("flyway.placeholders.prefix", settings.tablePrefix());
    // the tables of the host may be there before ours
    properties.put("flyway.baselineOnMigrate", "true");
    properties.put("flyway.baselineVersion", "0");
    properties.put("flyway.createSchemas", "false");
    properties.put("flyway.loggers", "slf4j");
    if (settings.schema() != null) {
      properties.put("flyway.schemas", settings.schema());
      properties.put("flyway.defaultSchema", settings.schema());
    }
    return properties;
  }
}
