package dev.melme.jdbc;

import dev.melme.api.InvalidValueException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Sets a {@link JdbcStore} up. Only the data source is required. Used by one thread. */
public final class JdbcStoreBuilder {

  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");
  private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private @Nullable DataSource dataSource;
  private @Nullable Clock clock;
  private @Nullable String schema;
  private String tablePrefix = "melme_";
  private SchemaSetup schemaSetup = SchemaSetup.MIGRATE;
  private final List<DeliveryHook> hooks = new ArrayList<>();

  JdbcStoreBuilder() {}

  /**
   * Says where connections come from. The store closes the connections that it takes, never the
   * data source.
   *
   * @param theDataSource a pool, or anything that hands out connections to one database
   * @return this builder
   */
  public JdbcStoreBuilder dataSource(DataSource theDataSource) {
    this.dataSource = theDataSource;
    return this;
  }

  /**
   * Says how the names of our tables begin; without it {@code melme_}.
   *
   * @param prefix 1 to 20 characters of a-z, 0-9 and underscore, the first of them a letter
   * @return this builder
   * @throws InvalidValueException when it is something else
   */
  public JdbcStoreBuilder tablePrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new InvalidValueException(
          "A table prefix is 1 to 20 characters of a-z, 0-9 and _, and begins with a letter");
    }
    this.tablePrefix = prefix;
    return this;
  }

  /**
   * Says in which schema (on MariaDB and MySQL: in which database) our tables are; without it in
   * the one that connections begin in. It must exist.
   *
   * @param theSchema a name of letters, digits and underscores, its case as the database has it
   * @return this builder
   * @throws InvalidValueException when it is something else
   */
  public JdbcStoreBuilder schema(String theSchema) {
    if (!SCHEMA.matcher(theSchema).matches()) {
      throw new InvalidValueException(
          "A schema is named by letters, digits and underscores, at most 63 of them");
    }
    this.schema = theSchema;
    return this;
  }

  /**
   * Says what is done about the tables at the start; without it they are created and migrated.
   *
   * @param setup what to do
   * @return this builder
   */
  public JdbcStoreBuilder schemaSetup(SchemaSetup setup) {
    this.schemaSetup = setup;
    return this;
  }

  /**
   * Lets the host write rows of its own in our transaction. Hooks run in the order they were added.
   *
   * @param hook called before the commit
   * @return this builder
   */
  public JdbcStoreBuilder onDelivery(DeliveryHook hook) {
    hooks.add(hook);
    return this;
  }

  /**
   * Replaces the clock of the database, for tests.
   *
   * @param theClock what {@link JdbcStore#now()} answers
   * @return this builder
   */
  public JdbcStoreBuilder clock(Clock theClock) {
    this.clock = theClock;
    return this;
  }

  /**
   * Builds. Nothing is asked of the database yet: {@link JdbcStore#initialise()}, which MelMe
   * calls, does that.
   *
   * @return the store
   * @throws InvalidValueException when no data source was given
   */
  public JdbcStore build() {
    DataSource theDataSource = dataSource;
    if (theDataSource == null) {
      throw new InvalidValueException(
          "A JDBC store needs a data source. Call dataSource(yourPool)");
    }
    return new JdbcStore(
        new JdbcStoreSettings(
            theDataSource, schema, tablePrefix, schemaSetup, List.copyOf(hooks), clock));
  }
}
