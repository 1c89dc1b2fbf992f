package dev.melme.jdbc;

import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Makes the entries of messages that get their places. What lists show is copied inside the
 * database, so that it never crosses the wire.
 */
@FunctionalInterface
interface PlaceWriter {

  /** Begins the INSERT; what is selected of a message {@code m} goes between the two parts. */
  String INSERT =
      "INSERT INTO {entry} (mailbox_id, message_id, position, conversation_id, received_at,"
          + " size_bytes, folder, unread_in, labels, matched_aliases, completeness, traits,"
          + " subject, snippet, from_field, attachment_count)"
          + " SELECT m.mailbox_id, m.message_id, ";

  /** What an entry takes over from its message. */
  String COPIED =
      ", m.received_at, m.size_bytes, 'INBOX', 'INBOX', '', m.matched_aliases,"
          + " m.completeness, m.traits, m.subject, m.snippet, m.from_field, m.attachment_count";

  void write(Session session, UUID mailboxId, List<Placement> placed) throws SQLException;
}
