package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** All keys in one array; a statement with an array and the mailbox. */
record ArrayThreadLookUp(String sql) implements ThreadLookUp {

  @Override
  public Map<ThreadKey, ConversationId> find(
      Session session, UUID mailboxId, Collection<ThreadKey> keys) throws SQLException {
    Map<ThreadKey, ConversationId> known = new HashMap<>();
    try (Command command = session.prepare(sql)) {
      command
          .texts(keys.stream().map(ThreadKey::value).toList())
          .uuid(mailboxId)
          .list(row -> known.put(new ThreadKey(row.text()), new ConversationId(row.uuid())));
    }
    return known;
  }
}
