package dev.melme.jdbc;

import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;

/**
 * Everything in one statement, for PostgreSQL.
 *
 * <p>The key share lock on the mailbox lets other deliveries and changes of the mailbox pass and
 * holds its erasure back, as a foreign key would. When another transaction takes the same key, the
 * statement waits for it and then inserts nothing; what is there is read by a statement of its own,
 * because this one cannot see it.
 */
final class OneStatementWriter implements TargetWriter {

  private final PendingPlace place;
  private final String write;

  /**
   * Writes messages of one kind.
   *
   * @param place what is said of their places
   */
  OneStatementWriter(Tables tables, PendingPlace place) {
    this.place = place;
    this.write =
        tables.sql(
            """
            WITH box AS (
              SELECT mailbox_id FROM {mailbox} WHERE mailbox_id = ? FOR KEY SHARE
            ), claimed AS (
              INSERT INTO {delivery_key} (mailbox_id, delivery_key, message_id)
              SELECT mailbox_id, ?, ? FROM box
              ON CONFLICT DO NOTHING
              RETURNING mailbox_id, delivery_key, message_id
            ), waiting AS (
              INSERT INTO {pending} (mailbox_id, message_id, size_bytes%s)
              SELECT mailbox_id, message_id, ?%s FROM claimed
            ), begun AS (
              INSERT INTO {content} (mailbox_id, message_id, chunk, data)
              SELECT mailbox_id, message_id, 0, ? FROM claimed
            ), stored AS (
              INSERT INTO {message} (mailbox_id, delivery_key, message_id, %s)
              SELECT mailbox_id, delivery_key, message_id, %s FROM claimed
            )
            SELECT (SELECT count(*) FROM box), (SELECT count(*) FROM claimed)
            """
                .formatted(
                    place.columns(), place.parameters(), MessageRow.COLUMNS, MessageRow.PARAMETERS)
                .replace("\n", " ")
                .strip());
  }

  @Override
  public Claim write(Session session, Delivery.Target target, MessageRow row, byte[] firstChunk)
      throws SQLException {
    try (Command command = session.prepare(write)) {
      command
          .uuid(target.mailboxId().value())
          .text(target.key().value())
          .uuid(target.messageId().value())
          .number(row.sizeBytes());
      place.bind(command, row);
      command.bytes(firstChunk);
      row.bind(command, target);
      return command
          .first(
              result -> {
                boolean there = result.number() > 0;
                boolean claimed = result.number() > 0;
                return claimed ? Claim.NEW : there ? Claim.KNOWN : Claim.GONE;
              })
          .orElseThrow(() -> new SQLException("A delivery answered no row", "02000"));
    }
  }
}
