package dev.melme.jdbc;

import dev.melme.jdbc.TargetWriter.Claim;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;

/** Takes a key under a shared lock of the mailbox, for MariaDB and MySQL. */
final class SharedLockClaim implements StepwiseWriter.KeyClaim {

  private final String claim;
  private final String exists;

  SharedLockClaim(Tables tables) {
    this.claim =
        tables.sql(
            "INSERT IGNORE INTO {delivery_key} (mailbox_id, delivery_key, message_id)"
                + " SELECT mailbox_id, ?, ? FROM {mailbox} WHERE mailbox_id = ?"
                + " LOCK IN SHARE MODE");
    this.exists = tables.sql("SELECT 1 FROM {mailbox} WHERE mailbox_id = ?");
  }

  @Override
  public Claim claim(Session session, Delivery.Target target) throws SQLException {
    try (Command command = session.prepare(claim)) {
      command
          .text(target.key().value())
          .uuid(target.messageId().value())
          .uuid(target.mailboxId().value());
      if (command.update() > 0) {
        return Claim.NEW;
      }
    }
    try (Command command = session.prepare(exists)) {
      command.uuid(target.mailboxId().value());
      return command.first(row -> Claim.KNOWN).orElse(Claim.GONE);
    }
  }
}
