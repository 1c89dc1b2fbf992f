package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.jdbc.kit.Command;
import java.sql.SQLException;
import java.util.Comparator;

/** A message among those of all mailboxes. Locks are taken in this order. */
record MessageKey(MailboxId mailboxId, MessageId messageId) implements Comparable<MessageKey> {

  private static final Comparator<MessageKey> ORDER =
      Comparator.comparing(MessageKey::mailboxId).thenComparing(MessageKey::messageId);

  static MessageKey of(Outbound outbound) {
    return new MessageKey(outbound.mailboxId(), outbound.messageId());
  }

  /** Sets the next two parameters. */
  Command bind(Command command) throws SQLException {
    return command.uuid(mailboxId.value()).uuid(messageId.value());
  }

  @Override
  public int compareTo(MessageKey other) {
    return ORDER.compare(this, other);
  }
}
