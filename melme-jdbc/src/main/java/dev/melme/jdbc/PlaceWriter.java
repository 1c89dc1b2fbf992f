package dev.melme.jdbc;

import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageState;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Placement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Makes the entries of messages that get their places. What lists show is copied inside the
 * database, so that it never crosses the wire.
 */
abstract class PlaceWriter {

  /**
   * The folder that an entry {@code p} began in: the one it lies in unless it was filed since; then
   * a sent copy began in that of sent ones. Not EXISTS: PostgreSQL would rather hash the outbox.
   */
  static final String BEGUN_IN =
      "CASE WHEN p.filed_from IS NULL THEN p.folder WHEN (SELECT 1 FROM {outbox} o"
          + " WHERE o.mailbox_id = p.mailbox_id AND o.message_id = p.message_id) IS NOT NULL"
          + " THEN 'SENT' ELSE 'INBOX' END";

  private final String insert;
  private final String copied;

  /** Places as parameters or columns, and where a message {@code m} is found by them. */
  PlaceWriter(Tables tables, String position, String conversation, String from) {
    this.insert =
        tables.sql(
            "INSERT INTO {entry} (mailbox_id, message_id, position, conversation_id, folder,"
                + " unread_in, received_at, size_bytes, labels, matched_aliases, completeness,"
                + " traits, subject, snippet, from_field, attachment_count)"
                + " SELECT m.mailbox_id, m.message_id, "
                + position
                + ", "
                + conversation);
    this.copied =
        tables.sql(
            ", m.received_at, m.size_bytes, '', m.matched_aliases, m.completeness, m.traits,"
                + " m.subject, m.snippet, m.from_field, m.attachment_count FROM "
                + from);
  }

  final void write(Session session, UUID mailboxId, List<Placement> placed) throws SQLException {
    for (Folder folder : Folder.values()) {
      List<Placement> some = placed.stream().filter(place -> place.folder() == folder).toList();
      if (!some.isEmpty()) {
        write(session, insert + begun(MessageState.beginning(folder)) + copied, mailboxId, some);
      }
    }
  }

  /** Folder and unread_in, as literals: no more crosses the wire than places. */
  private static String begun(MessageState state) {
    String folder = "'" + state.folder().name() + "'";
    return ", " + folder + ", " + (state.seen() ? "NULL" : folder);
  }

  abstract void write(Session session, String sql, UUID mailboxId, List<Placement> placed)
      throws SQLException;
}
