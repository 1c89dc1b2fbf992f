package dev.melme.jdbc;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.jdbc.kit.Database;
import dev.melme.spi.AliasRepository;
import dev.melme.spi.DeliveryLogRepository;
import dev.melme.spi.DraftRepository;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.MailboxRepository;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageRepository;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.ScanRepository;
import dev.melme.spi.SessionRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps everything in a database: H2, PostgreSQL, MariaDB or MySQL, found out from the connection.
 *
 * <p>Any number of nodes may work on one database. A message is stored when the transaction that
 * holds all of its rows is committed; a delivery inserts and never updates. Safe for use by many
 * threads; each call takes one connection and gives it back before it returns. The data source is
 * the host's: closing the store leaves it open.
 */
public final class JdbcStore implements MelMeStore {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcStore.class);

  private final JdbcStoreSettings settings;
  private final MailboxRepository mailboxes = new JdbcMailboxRepository(this::engine);
  private final AliasRepository aliases = new JdbcAliasRepository(this::engine);
  private final MessageRepository messages = new JdbcMessageRepository(this::engine);
  private final EntryRepository entries = new JdbcEntryRepository(this::engine);
  private final ScanRepository scans = new JdbcScanRepository(this::engine);
  private final OutboxRepository outbox = new JdbcOutboxRepository(this::engine);
  private final DraftRepository drafts = new JdbcDraftRepository(this::engine);
  private final SessionRepository sessions = new JdbcSessionRepository(this::engine);
  private final DeliveryLogRepository deliveryLog = new JdbcDeliveryLogRepository(this::engine);

  /** Null until the store is initialised. */
  private volatile @Nullable Engine engine;

  private volatile boolean closed;

  JdbcStore(JdbcStoreSettings settings) {
    this.settings = settings;
  }

  /**
   * A store with all settings as they come.
   *
   * @param dataSource where connections come from; never closed by the store
   * @return the store
   */
  public static JdbcStore create(DataSource dataSource) {
    return builder().dataSource(dataSource).build();
  }

  /**
   * Begins to set a store up.
   *
   * @return a builder that lacks a data source only
   */
  public static JdbcStoreBuilder builder() {
    return new JdbcStoreBuilder();
  }

  @Override
  public synchronized void initialise() {
    requireOpen();
    Engine fresh = Database.probe(settings.dataSource(), this::engineFor);
    new Schema(settings, fresh).setUp();
    warnIfMailMayBeLost(fresh);
    engine = fresh;
  }

  private Engine engineFor(Connection connection) throws SQLException {
    Dialect dialect = Dialect.of(connection);
    return new Engine(
        settings, dialect, connection.getTransactionIsolation(), dialect.writeTurns(connection));
  }

  private static void warnIfMailMayBeLost(Engine engine) {
    Optional<String> givenUp =
        engine
            .database()
            .read("read the settings", session -> engine.dialect().durabilityGivenUp(session));
    givenUp.ifPresent(how -> LOG.warn("Durability is given up: {}", how));
  }

  @Override
  public Instant now() {
    return engine().now();
  }

  @Override
  public MailboxRepository mailboxes() {
    return mailboxes;
  }

  @Override
  public AliasRepository aliases() {
    return aliases;
  }

  @Override
  public MessageRepository messages() {
    return messages;
  }

  @Override
  public EntryRepository entries() {
    return entries;
  }

  @Override
  public ScanRepository scans() {
    return scans;
  }

  @Override
  public OutboxRepository outbox() {
    return outbox;
  }

  @Override
  public DraftRepository drafts() {
    return drafts;
  }

  @Override
  public SessionRepository sessions() {
    return sessions;
  }

  @Override
  public DeliveryLogRepository deliveryLog() {
    return deliveryLog;
  }

  /** Goes on with erasures that a crash interrupted, too. */
  @Override
  public int prune(Instant before, int limit) {
    Engine open = engine();
    open.erasure().unfinished();
    return open.erasure().prune(before, limit);
  }

  /** Leaves the data source open. From then on every call but this one throws. */
  @Override
  public void close() {
    closed = true;
  }

  private Engine engine() {
    requireOpen();
    Engine current = engine;
    if (current == null) {
      throw new StoreException(
          Fault.BROKEN, "The store was not made ready. Call initialise() first", null);
    }
    return current;
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException(Fault.UNAVAILABLE, "The JDBC store is closed. Make a new one", null);
    }
  }
}
