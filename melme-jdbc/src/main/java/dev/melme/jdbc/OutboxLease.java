package dev.melme.jdbc;

import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Takes messages that are due in hand, of mailboxes that exist. */
@FunctionalInterface
interface OutboxLease {

  /** The rows as they are afterwards, the earliest first; none that somebody else takes. */
  List<OutboxRow> take(Session session, Instant now, Instant until, int limit) throws SQLException;
}
