package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Row;
import dev.melme.jdbc.kit.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An inverted index (GIN) over arrays of numbers, on PostgreSQL.
 *
 * <p>Numbers, the hashes of the terms, cost a third of what texts cost to take in. Different terms
 * may have one hash, so that the search looks at the terms themselves as well. What is hashed is
 * the mailbox and the term: the words of other mailboxes make a search no slower.
 *
 * <p>Entries are taken in when catch-up has nothing more urgent to do: a delivery waits for nothing
 * here, and what is not taken in yet is looked through by the search.
 */
final class ArraySearchIndex extends SearchIndex {

  /** So many entries are looked through beside the index. */
  private static final int MOST_UNINDEXED = 1000;

  private final String add;
  private final String some;
  private final String index;
  private final String taken;
  private final String forget;
  private final String candidates;

  ArraySearchIndex(Tables tables) {
    this.add = tables.sql("INSERT INTO {unindexed} (mailbox_id, message_id) SELECT ?, unnest(?)");
    this.some =
        tables.sql(
            "SELECT mailbox_id, message_id FROM {unindexed}"
                + " ORDER BY mailbox_id, message_id LIMIT %d FOR UPDATE SKIP LOCKED");
    this.index =
        tables.sql(
            "INSERT INTO {search_index} (mailbox_id, message_id, terms)"
                + " SELECT m.mailbox_id, m.message_id,"
                + " ARRAY(SELECT hashtext(CAST(m.mailbox_id AS text) || t.term)"
                + " FROM unnest(string_to_array(m.search_terms, ' ')) AS t (term))"
                + " FROM {message} m WHERE {pairs mailbox_id message_id} ON CONFLICT DO NOTHING");
    this.taken = tables.sql("DELETE FROM {unindexed} WHERE {pairs mailbox_id message_id}");
    this.forget = tables.sql("DELETE FROM {search_index} WHERE {pairs mailbox_id message_id}");
    // the mailbox as text: an index of all of its messages is no help
    // the hashes as a query: no plan is better for knowing them, so that the one there is is kept
    this.candidates =
        tables.sql(
            "WITH hit AS MATERIALIZED (SELECT s.message_id FROM {search_index} s"
                + " WHERE s.terms @> (SELECT ARRAY[%1$s]) AND CAST(s.mailbox_id AS text) = ?"
                + " LIMIT %2$d), fresh AS MATERIALIZED (SELECT u.message_id FROM {unindexed} u"
                + " WHERE u.mailbox_id = ? LIMIT %3$d)"
                + " SELECT k.hits, k.fresh, k.behind, k.added, c.message_id, "
                + EntryRow.COLUMNS
                + " FROM (SELECT (SELECT COUNT(*) FROM hit) AS hits,"
                + " (SELECT COUNT(*) FROM fresh) AS fresh,"
                + " "
                + FeedTable.BEHIND
                + " AS behind, "
                + EntryTable.NEWEST_WITH_ADDED
                + " AS added) k"
                + " LEFT JOIN (SELECT message_id FROM"
                + " (SELECT message_id FROM hit UNION SELECT message_id FROM fresh) b"
                + " WHERE EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?)%4$s"
                + " ORDER BY message_id DESC LIMIT %5$d) c ON TRUE"
                + " LEFT JOIN {message} m ON m.mailbox_id = ? AND m.message_id = c.message_id%6$s"
                + " LEFT JOIN {entry} e"
                + " ON e.mailbox_id = m.mailbox_id AND e.message_id = m.message_id"
                + " ORDER BY c.message_id DESC");
  }

  @Override
  List<String> tables() {
    return List.of("search_index", "unindexed");
  }

  @Override
  void placed(Session session, UUID mailboxId, List<UUID> messageIds) throws SQLException {
    try (Command command = session.prepare(add)) {
      command.uuid(mailboxId).uuids(messageIds).update();
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
  Optional<Page> candidates(
      Session session,
      MailboxId mailboxId,
      List<String> terms,
      Optional<MessageId> before,
      int limit,
      int most)
      throws SQLException {
    String sql =
        candidates.formatted(
            "hashtext(?)" + ", hashtext(?)".repeat(terms.size() - 1),
            most + 1,
            MOST_UNINDEXED + 1,
            before.isPresent() ? " AND message_id < ?" : "",
            limit,
            TermSearch.HAS_TERM.repeat(terms.size()));
    UUID mailbox = mailboxId.value();
    PageReader reader = new PageReader();
    try (Command command = session.prepare(sql)) {
      for (String term : terms) {
        command.text(mailboxId + term);
      }
      command.text(mailboxId.toString());
      command.uuid(mailbox).uuid(mailbox).uuid(mailbox).uuid(mailbox).uuid(mailbox);
      if (before.isPresent()) {
        command.uuid(before.get().value());
      }
      command.uuid(mailbox);
      TermSearch.bindTerms(command, terms);
      command.list(reader::read);
    }
    boolean tooMany = reader.hits > most || reader.fresh > MOST_UNINDEXED;
    return tooMany ? Optional.empty() : Optional.of(reader.page());
  }

  /** Reads the rows of one result. All of them say the same of the mailbox. */
  private static final class PageReader {

    private final EntryRow entryRow = new EntryRow();
    private final List<MessageId> messageIds = new ArrayList<>();
    private final List<MessageEntry> entries = new ArrayList<>();
    private long hits;
    private long fresh;
    private boolean behind;
    private Optional<MessageId> added = Optional.empty();

    boolean read(Row row) throws SQLException {
      hits = row.number();
      fresh = row.number();
      behind = row.number() > 0;
      added = Optional.ofNullable(row.uuidOrNull()).map(MessageId::new);
      UUID candidate = row.uuidOrNull();
      if (candidate == null) {
        return false;
      }
      messageIds.add(new MessageId(candidate));
      UUID found = row.uuidOrNull();
      return found != null && entries.add(entryRow.rest(new MessageId(found), row));
    }

    Page page() {
      return new Page(messageIds, entries, added, behind);
    }
  }
}
