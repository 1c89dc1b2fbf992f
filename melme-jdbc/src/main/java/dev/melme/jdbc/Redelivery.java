package dev.melme.jdbc;

import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a delivery does whose key is known: it may add aliases to the message that is there. */
final class Redelivery {

  private final String known;
  private final String aliases;
  private final String added;
  private final String add;

  Redelivery(Tables tables) {
    this.known =
        tables.sql(
            "SELECT message_id FROM {delivery_key} WHERE mailbox_id = ? AND delivery_key = ?");
    this.aliases =
        tables.sql(
            "SELECT matched_aliases FROM {message} WHERE mailbox_id = ? AND message_id = ?"
                + " FOR UPDATE");
    this.added =
        tables.sql(
            "SELECT matched_alias FROM {added_alias} WHERE mailbox_id = ? AND message_id = ?"
                + " ORDER BY ordinal");
    this.add =
        tables.sql(
            "INSERT INTO {added_alias} (mailbox_id, message_id, ordinal, matched_alias)"
                + " VALUES (?, ?, ?, ?)");
  }

  /**
   * Redeliveries of one message come one after the other: the lock of its row sees to it. The row
   * of the key is not locked: MariaDB lets all that met a key share it, and none of them could go
   * on to hold it alone.
   */
  MessageId addAliases(Session session, Delivery.Target target) throws SQLException {
    UUID mailboxId = target.mailboxId().value();
    MessageId messageId = messageOf(session, mailboxId, target.key().value());
    Optional<String> original = original(session, mailboxId, messageId);
    if (original.isPresent()) {
      List<MatchedAlias> later = later(session, mailboxId, messageId);
      List<MatchedAlias> present = new ArrayList<>(PackedValues.toAliases(original.get()));
      present.addAll(later);
      List<MatchedAlias> all = Delivery.mergedAliases(present, target.aliases());
      insert(session, mailboxId, messageId, later.size(), all.subList(present.size(), all.size()));
    }
    return messageId;
  }

  private MessageId messageOf(Session session, UUID mailboxId, String key) throws SQLException {
    try (Command command = session.prepare(known)) {
      return command
          .uuid(mailboxId)
          .text(key)
          .first(row -> new MessageId(row.uuid()))
          .orElseThrow(
              () -> new SQLTransactionRollbackException("A delivery key went meanwhile", "40001"));
    }
  }

  private Optional<String> original(Session session, UUID mailboxId, MessageId messageId)
      throws SQLException {
    try (Command command = session.prepare(aliases)) {
      return command.uuid(mailboxId).uuid(messageId.value()).first(row -> row.text());
    }
  }

  private List<MatchedAlias> later(Session session, UUID mailboxId, MessageId messageId)
      throws SQLException {
    try (Command command = session.prepare(added)) {
      return command
          .uuid(mailboxId)
          .uuid(messageId.value())
          .list(row -> PackedValues.toAliases(row.text()).get(0));
    }
  }

  private void insert(
      Session session, UUID mailboxId, MessageId messageId, int ordinals, List<MatchedAlias> fresh)
      throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    try (Command command = session.prepare(add)) {
      int ordinal = ordinals;
      for (MatchedAlias alias : fresh) {
        command
            .uuid(mailboxId)
            .uuid(messageId.value())
            .number(++ordinal)
            .text(PackedValues.aliases(List.of(alias)))
            .addBatch();
      }
      command.executeBatch();
    }
  }
}
