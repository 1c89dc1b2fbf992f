package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An inverted index (GIN) over arrays of numbers, on PostgreSQL.
 *
 * <p>Numbers, the hashes of the terms, cost a third of what texts cost to take in. Different terms
 * may have one hash, so that whoever searches looks at the terms themselves afterwards. One more
 * number stands for the mailbox: the words of other mailboxes make a search no slower.
 *
 * <p>Entries are taken in when catch-up has nothing more urgent to do: a delivery waits for nothing
 * here, and what is not taken in yet is looked through by the search.
 */
final class ArraySearchIndex extends SearchIndex {

  /** So many entries are looked through beside the index. */
  private static final int MOST_UNINDEXED = 1000;

  /** Marks a row that is no candidate: something waits. */
  private static final int WAITS = 2;

  private final String add;
  private final String some;
  private final String index;
  private final String taken;
  private final String forget;
  private final String candidates;

  ArraySearchIndex(Tables tables) {
    this.add = tables.sql("INSERT INTO {unindexed} (mailbox_id, message_id) VALUES (?, ?)");
    this.some =
        tables.sql(
            "SELECT mailbox_id, message_id FROM {unindexed}"
                + " ORDER BY mailbox_id, message_id LIMIT %d FOR UPDATE SKIP LOCKED");
    this.index =
        tables.sql(
            "INSERT INTO {search_index} (mailbox_id, message_id, terms)"
                + " SELECT m.mailbox_id, m.message_id,"
                + " array_append(ARRAY(SELECT hashtext(t.term)"
                + " FROM unnest(string_to_array(m.search_terms, ' ')) AS t (term)),"
                + " hashtext(CAST(m.mailbox_id AS text)))"
                + " FROM {message} m WHERE {pairs mailbox_id message_id} ON CONFLICT DO NOTHING");
    this.taken = tables.sql("DELETE FROM {unindexed} WHERE {pairs mailbox_id message_id}");
    this.forget = tables.sql("DELETE FROM {search_index} WHERE {pairs mailbox_id message_id}");
    // the mailbox as text: an index of all of its messages is no help
    this.candidates =
        tables.sql(
            "(SELECT s.message_id, 0 FROM {search_index} s WHERE s.terms @> ARRAY[%s]"
                + " AND CAST(s.mailbox_id AS text) = ? LIMIT %d)"
                + " UNION ALL (SELECT u.message_id, 1 FROM {unindexed} u WHERE u.mailbox_id = ?"
                + " LIMIT "
                + (MOST_UNINDEXED + 1)
                + ") UNION ALL (SELECT n.message_id, 2 FROM {pending} n WHERE n.mailbox_id = ?"
                + " ORDER BY n.mailbox_id, n.message_id LIMIT 1)"
                + " UNION ALL (SELECT w.mailbox_id, 2 FROM {waiting} w WHERE w.mailbox_id = ?"
                + " ORDER BY w.mailbox_id, w.ordinal LIMIT 1)");
  }

  @Override
  List<String> tables() {
    return List.of("search_index", "unindexed");
  }

  @Override
  void placed(Session session, UUID mailboxId, List<UUID> messageIds) throws SQLException {
    try (Command command = session.prepare(add)) {
      for (UUID id : messageIds) {
        command.uuid(mailboxId).uuid(id).addBatch();
      }
      command.executeBatch();
    }
  }

  /** Whoever takes them in meanwhile holds their rows: what it has written then is deleted. */
  @Override
  void erased(Session session, UUID mailboxId, List<UUID> messageIds) throws SQLException {
    update(session, taken, mailboxId, messageIds);
    update(session, forget, mailboxId, messageIds);
  }

  @Override
  boolean takeIn(Session session, int limit) throws SQLException {
    Map<UUID, List<UUID>> ids = new TreeMap<>();
    int[] count = new int[1];
    try (Command command = session.prepare(some.formatted(limit))) {
      command.list(
          row -> {
            count[0]++;
            return ids.computeIfAbsent(row.uuid(), mailbox -> new ArrayList<>()).add(row.uuid());
          });
    }
    for (Map.Entry<UUID, List<UUID>> mailbox : ids.entrySet()) {
      update(session, index, mailbox.getKey(), mailbox.getValue());
      update(session, taken, mailbox.getKey(), mailbox.getValue());
    }
    return count[0] == limit;
  }

  private static void update(Session session, String sql, UUID mailboxId, List<UUID> messageIds)
      throws SQLException {
    for (List<UUID> portion : Session.portions(messageIds)) {
      try (Command command = session.prepare(sql, mailboxId, portion, Command::uuid)) {
        command.update();
      }
    }
  }

  @Override
  Optional<Candidates> candidates(
      Session session, MailboxId mailboxId, Collection<String> terms, int limit)
      throws SQLException {
    String hashes = "hashtext(?)" + ", hashtext(?)".repeat(terms.size());
    Set<MessageId> found = new HashSet<>();
    int[] kinds = new int[3];
    UUID mailbox = mailboxId.value();
    try (Command command = session.prepare(candidates.formatted(hashes, limit + 1))) {
      for (String term : terms) {
        command.text(term);
      }
      command
          .text(mailboxId.toString())
          .text(mailboxId.toString())
          .uuid(mailbox)
          .uuid(mailbox)
          .uuid(mailbox)
          .list(
              row -> {
                MessageId id = new MessageId(row.uuid());
                int kind = (int) row.number();
                kinds[kind]++;
                return kind < WAITS && found.add(id);
              });
    }
    boolean tooMany = kinds[0] > limit || kinds[1] > MOST_UNINDEXED;
    return tooMany ? Optional.empty() : Optional.of(new Candidates(found, kinds[WAITS] > 0));
  }
}
