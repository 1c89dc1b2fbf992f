package dev.melme.jdbc;

import dev.melme.api.ConversationId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.ThreadKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All keys in one array: one statement, however many there are. */
final class ArrayThreadKeys implements ThreadKeys {

  private final String find;
  private final String insert;

  ArrayThreadKeys(Tables tables) {
    // one look into the index per key, whatever the planner believes of a table that grew
    this.find =
        tables.sql(
            "SELECT k.thread_key, t.conversation_id FROM unnest(?) AS k (thread_key)"
                + " CROSS JOIN LATERAL (SELECT x.conversation_id FROM {thread} x"
                + " WHERE x.mailbox_id = ? AND x.thread_key = k.thread_key LIMIT 1) t");
    this.insert =
        tables.sql(
            "INSERT INTO {thread} (mailbox_id, thread_key, conversation_id)"
                + " SELECT ?, k.thread_key, k.conversation_id"
                + " FROM unnest(?, ?) AS k (thread_key, conversation_id)");
  }

  @Override
  public Map<ThreadKey, ConversationId> find(
      Session session, UUID mailboxId, Collection<ThreadKey> keys) throws SQLException {
    Map<ThreadKey, ConversationId> known = new HashMap<>();
    try (Command command = session.prepare(find)) {
      command
          .texts(keys.stream().map(ThreadKey::value).toList())
          .uuid(mailboxId)
          .list(row -> known.put(new ThreadKey(row.text()), new ConversationId(row.uuid())));
    }
    return known;
  }

  @Override
  public void add(Session session, UUID mailboxId, Map<ThreadKey, ConversationId> keys)
      throws SQLException {
    List<String> values = new ArrayList<>(keys.size());
    List<UUID> conversations = new ArrayList<>(keys.size());
    keys.forEach(
        (key, conversation) -> {
          values.add(key.value());
          conversations.add(conversation.value());
        });
    try (Command command = session.prepare(insert)) {
      command.uuid(mailboxId).texts(values).uuids(conversations).update();
    }
  }
}
