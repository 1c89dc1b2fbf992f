package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Some keys at a time, each a parameter of its own. */
final class PairedThreadKeys implements ThreadKeys {

  private final String threads;
  private final String insert;

  PairedThreadKeys(Tables tables) {
    this.threads =
        tables.sql(
            "SELECT thread_key, conversation_id FROM {thread}"
                + " WHERE {pairs mailbox_id thread_key}");
    this.insert =
        tables.sql(
            "INSERT INTO {thread} (mailbox_id, thread_key, conversation_id) VALUES (?, ?, ?)");
  }

  @Override
  public Map<ThreadKey, ConversationId> find(
      Session session, UUID mailboxId, Collection<ThreadKey> keys) throws SQLException {
    Map<ThreadKey, ConversationId> known = new HashMap<>();
    List<ThreadKey> all = List.copyOf(keys);
    for (List<ThreadKey> some : Session.portions(all)) {
      try (Command command =
          session.prepare(threads, mailboxId, some, (to, key) -> to.text(key.value()))) {
        command.list(row -> known.put(new ThreadKey(row.text()), new ConversationId(row.uuid())));
      }
    }
    return known;
  }

  @Override
  public void add(Session session, UUID mailboxId, Map<ThreadKey, ConversationId> keys)
      throws SQLException {
    try (Command command = session.prepare(insert)) {
      for (Map.Entry<ThreadKey, ConversationId> entry : keys.entrySet()) {
        command
            .uuid(mailboxId)
            .text(entry.getKey().value())
            .uuid(entry.getValue().value())
            .addBatch();
      }
      command.executeBatch();
    }
  }
}
