package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Which conversations thread keys belong to. */
interface ThreadKeys {

  /** Finds those that the mailbox knows. */
  Map<ThreadKey, ConversationId> find(Session session, UUID mailboxId, Collection<ThreadKey> keys)
      throws SQLException;

  /** Adds keys that the mailbox does not know. */
  void add(Session session, UUID mailboxId, Map<ThreadKey, ConversationId> keys)
      throws SQLException;
}
