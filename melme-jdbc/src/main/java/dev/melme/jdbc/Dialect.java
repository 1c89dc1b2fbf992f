package dev.melme.jdbc;

import dev.melme.api.StoreException;
import dev.melme.api.StoreException.Fault;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.PairForm;
import dev.melme.jdbc.kit.Session;
import dev.melme.jdbc.kit.UuidForm;
import dev.melme.jdbc.kit.WriteTurns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What differs between databases. Everything else is the same SQL for all. */
abstract class Dialect {

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  interface Binding {
    void bind(Command command) throws SQLException;
  }

  /** Finds the dialect of a connection. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> new H2Dialect();
      case "PostgreSQL" -> new PostgreSqlDialect();
      case "MariaDB", "MySQL" -> new MariaDbDialect();
      default ->
          throw new StoreException(
              Fault.BROKEN,
              "MelMe does not know the database "
                  + product
                  + ". Use H2, PostgreSQL, MariaDB or MySQL, or write a store of your own",
              null);
    };
  }

  /** The folder of its scripts. */
  abstract String folder();

  abstract UuidForm uuidForm();

  PairForm pairForm() {
    return PairForm.ONE_AND_MANY;
  }

  abstract String quoted(String identifier);

  /** A query for the time of the database, in milliseconds since the epoch. */
  abstract String nowMillis();

  /** A parameter that stands where a database cannot see that it is a number. */
  String numberParameter() {
    return "CAST(? AS BIGINT)";
  }

  /** A parameter that stands where a database cannot see that it is a UUID. */
  String uuidParameter() {
    return "CAST(? AS UUID)";
  }

  /** An index of search terms, if this database has one that serves. */
  SearchIndex searchIndex(Tables tables) {
    return SearchIndex.NONE;
  }

  /** Whether an INSERT with a SELECT in it may be executed as a batch. */
  boolean batchesInsertSelect() {
    return true;
  }

  /**
   * Looks thread keys up and adds them, any number of them.
   *
   * <p>Databases without arrays get them as pairs, {@link Session#MAX_IN} at a time.
   */
  ThreadKeys threadKeys(Tables tables) {
    return new PairedThreadKeys(tables);
  }

  /** Makes entries of messages, any number of them. */
  PlaceWriter placeWriter(Tables tables) {
    return new SinglePlaceWriter(this, tables);
  }

  /** Joins its message {@code m} to each row of a short list {@code p} of messages. */
  String joinMessage() {
    return " JOIN {message} m ON m.mailbox_id = p.mailbox_id AND m.message_id = p.message_id";
  }

  /** Makes rows of conversations, any number of them. */
  ConversationRows conversationRows(Tables tables) {
    return new PairedConversationRows(tables);
  }

  /** When transactions that write to the database of a connection may begin. */
  WriteTurns writeTurns(Connection connection) throws SQLException {
    return WriteTurns.together();
  }

  /** Ends a SELECT whose rows must not be deleted before the transaction ends. */
  abstract String keepingRows();

  /** Executes an INSERT of one row; false when a row of that key is there, without an error. */
  abstract boolean insertNew(Session session, String insert, Binding binding) throws SQLException;

  /** Writes messages of one kind in as few round trips as the database allows. */
  abstract TargetWriter targetWriter(Tables tables, PendingPlace place);

  /** Reads rows of any messages. */
  KeyedRows keyedRows(Tables tables, KeyedRows.Choice choice) {
    return new ListedKeyedRows(tables, choice);
  }

  /** Takes messages of the outbox in hand. */
  abstract OutboxLease outboxLease(Tables tables);

  /** Makes what a new mailbox needs beside its rows. */
  void mailboxCreated(Session session, Tables tables, UUID mailboxId) throws SQLException {}

  /** Waits for the deliveries to a mailbox that are under way, and keeps new ones out. */
  void lockForErasure(Session session, Tables tables, UUID mailboxId) throws SQLException {}

  /** Makes sure that a statement of the host, whose error it swallowed, did not end it all. */
  void requireUsable(Session session) throws SQLException {}

  /**
   * Lets the COMMIT of this transaction return before it is on disk, where a database can do that
   * for one: for what may be lost with the last moments before a crash of the server, and is seen
   * by everybody at once all the same.
   */
  void commitWithoutWaiting(Session session) throws SQLException {}

  /** Says how this database is set up to lose what it acknowledged, if it is. */
  abstract Optional<String> durabilityGivenUp(Session session) throws SQLException;

  static boolean update(Session session, String sql, Binding binding) throws SQLException {
    try (Command command = session.prepare(sql)) {
      binding.bind(command);
      return command.update() > 0;
    }
  }

  static Optional<String> setting(Session session, String sql) throws SQLException {
    try (Command command = session.prepare(sql)) {
      return command.first(row -> String.valueOf(row.textOrNull()));
    }
  }
}
