package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MailboxStatus;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Credential;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Passwords. Whatever opens a session, or ends all of a mailbox, holds the row of its credential,
 * which goes with the mailbox. It is locked after the row of the mailbox, never before.
 */
final class CredentialTable {

  private final String find;
  private final String lockEpoch;
  private final String status;
  private final String setPassword;
  private final String nextEpoch;
  private final String replaceHash;
  private final String lockHash;
  private final String create;
  private final String erase;

  CredentialTable(Tables tables) {
    this.find =
        tables.sql(
            "SELECT m.mailbox_id, m.status, c.epoch, c.password_hash FROM {mailbox} m"
                + " JOIN {credential} c ON c.mailbox_id = m.mailbox_id WHERE m.");
    this.lockEpoch = tables.sql("SELECT epoch FROM {credential} WHERE mailbox_id = ? FOR UPDATE");
    this.status = tables.sql("SELECT status FROM {mailbox} WHERE mailbox_id = ?");
    this.setPassword =
        tables.sql(
            "UPDATE {credential} SET password_hash = ?, epoch = epoch + 1 WHERE mailbox_id = ?");
    this.nextEpoch = tables.sql("UPDATE {credential} SET epoch = epoch + 1 WHERE mailbox_id = ?");
    this.replaceHash = tables.sql("UPDATE {credential} SET password_hash = ? WHERE mailbox_id = ?");
    this.lockHash =
        tables.sql("SELECT password_hash FROM {credential} WHERE mailbox_id = ? FOR UPDATE");
    this.create = tables.sql("INSERT INTO {credential} (mailbox_id, epoch) VALUES (?, 0)");
    this.erase = tables.sql("DELETE FROM {credential} WHERE mailbox_id = ?");
  }

  /** Finds by a column of the mailbox. */
  Optional<Credential> find(Session session, String column, Dialect.Binding key)
      throws SQLException {
    try (Command command = session.prepare(find + column + " = ?")) {
      key.bind(command);
      return command.first(
          row ->
              new Credential(
                  new MailboxId(row.uuid()),
                  row.text().equals(MailboxStatus.ACTIVE.name()),
                  row.number(),
                  Optional.ofNullable(row.textOrNull())));
    }
  }

  /** Keeps everything else that ends or opens sessions waiting; empty without a mailbox. */
  Optional<Long> lockEpoch(Session session, UUID mailboxId) throws SQLException {
    try (Command command = session.prepare(lockEpoch)) {
      return command.uuid(mailboxId).first(row -> row.number());
    }
  }

  /** By a statement of its own: it sees what was committed before the lock was given. */
  boolean active(Session session, UUID mailboxId) throws SQLException {
    try (Command command = session.prepare(status)) {
      return command
          .uuid(mailboxId)
          .first(row -> row.text().equals(MailboxStatus.ACTIVE.name()))
          .orElse(false);
    }
  }

  void setPassword(Session session, UUID mailboxId, String hash) throws SQLException {
    Dialect.update(session, setPassword, command -> command.text(hash).uuid(mailboxId));
  }

  /** False without a mailbox. */
  boolean nextEpoch(Session session, UUID mailboxId) throws SQLException {
    return Dialect.update(session, nextEpoch, command -> command.uuid(mailboxId));
  }

  /** Compares here: MariaDB takes no notice of a space at the end. */
  boolean replaceHash(Session session, UUID mailboxId, String from, String to) throws SQLException {
    Optional<String> stored;
    try (Command command = session.prepare(lockHash)) {
      stored =
          command
              .uuid(mailboxId)
              .first(row -> Optional.ofNullable(row.textOrNull()))
              .flatMap(hash -> hash);
    }
    return stored.equals(Optional.of(from))
        && Dialect.update(session, replaceHash, command -> command.text(to).uuid(mailboxId));
  }

  void create(Session session, UUID mailboxId) throws SQLException {
    Dialect.update(session, create, command -> command.uuid(mailboxId));
  }

  void erase(Session session, UUID mailboxId) throws SQLException {
    Dialect.update(session, erase, command -> command.uuid(mailboxId));
  }
}
