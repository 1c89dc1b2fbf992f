package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Finds the conversations of thread keys. */
@FunctionalInterface
interface ThreadLookUp {

  Map<ThreadKey, ConversationId> find(Session session, UUID mailboxId, Collection<ThreadKey> keys)
      throws SQLException;
}
