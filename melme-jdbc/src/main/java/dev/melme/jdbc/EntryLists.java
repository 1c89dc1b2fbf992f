package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.EntryScan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists entries by id, descending.
 *
 * <p>A list is read along the index that says most about the filter; what the index does not say is
 * looked at here, by the rule that all stores share. So many rows are read at a time as are needed
 * when most of them meet the filter, then more.
 */
final class EntryLists {

  private static final int MOST_AT_ONCE = 500;

  /** A backslash would mean something else to each database. */
  private static final String HAS_TERM = " AND CONCAT(' ', search_terms, ' ') LIKE ? ESCAPE '!'";

  private static final Pattern WILDCARDS = Pattern.compile("[!%_]");

  private final Tables tables;
  private final EntryTable entries;
  private final String terms;

  EntryLists(Tables tables, EntryTable entries) {
    this.tables = tables;
    this.entries = entries;
    this.terms = tables.sql("SELECT message_id FROM {message} WHERE {pairs mailbox_id message_id}");
  }

  /**
   * An index: its columns before the message id, the values they have, and what they leave open.
   */
  private record Way(String from, List<String> columns, List<String> values, boolean exact) {

    static Way of(EntryFilter filter) {
      boolean plain =
          !filter.attachments()
              && filter.alias().isEmpty()
              && filter.from().isEmpty()
              && filter.before().isEmpty();
      String entry = "{entry} e";
      if (!filter.labels().isEmpty()) {
        return new Way(
            "{label_entry} i JOIN {entry} e ON e.mailbox_id = i.mailbox_id"
                + " AND e.message_id = i.message_id",
            List.of("i.mailbox_id", "i.label", "i.message_id"),
            List.of(filter.labels().get(0).value()),
            false);
      }
      if (filter.folders().size() == Folder.values().length) {
        boolean exact = plain && !filter.unread() && !filter.flagged();
        return new Way(entry, List.of("e.mailbox_id", "e.message_id"), List.of(), exact);
      }
      if (filter.folders().size() > 1) {
        return new Way(entry, List.of("e.mailbox_id", "e.message_id"), List.of(), false);
      }
      String column = filter.unread() ? "unread_in" : filter.flagged() ? "flagged_in" : "folder";
      return new Way(
          entry,
          List.of("e.mailbox_id", "e." + column, "e.message_id"),
          List.of(filter.folders().iterator().next().name()),
          plain && !(filter.unread() && filter.flagged()));
    }

    /** Each column in the order: H2 sorts everything unless it begins with the first one. */
    String sql(boolean below, int limit) {
      StringBuilder sql = new StringBuilder("SELECT ").append(EntryRow.COLUMNS);
      sql.append(" FROM ").append(from).append(" WHERE ");
      for (String column : columns.subList(0, columns.size() - 1)) {
        sql.append(column).append(" = ? AND ");
      }
      if (below) {
        sql.append(columns.get(columns.size() - 1)).append(" < ? AND ");
      }
      sql.append("EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?) ORDER BY ");
      sql.append(String.join(" DESC, ", columns)).append(" DESC LIMIT ").append(limit);
      return sql.toString();
    }
  }

  EntryScan list(
      Session session,
      MailboxId mailboxId,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget)
      throws SQLException {
    return scan(session, mailboxId, List.of(), filter, before, limit, budget);
  }

  EntryScan match(
      Session session,
      MailboxId mailboxId,
      List<String> words,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget)
      throws SQLException {
    return scan(session, mailboxId, words, filter, before, limit, budget);
  }

  private EntryScan scan(
      Session session,
      MailboxId mailboxId,
      List<String> words,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget)
      throws SQLException {
    Way way = Way.of(filter);
    boolean exact = way.exact() && words.isEmpty();
    List<MessageEntry> found = new ArrayList<>();
    Optional<MessageId> last = before;
    int looked = 0;
    int portion = exact ? limit : Math.min(MOST_AT_ONCE, 2 * limit);
    while (true) {
      int most = Math.min(portion, budget - looked);
      List<MessageEntry> rows = read(session, mailboxId, way, last, most + 1);
      boolean more = rows.size() > most;
      Set<MessageId> matching = matching(session, mailboxId, words, rows);
      for (MessageEntry entry : rows.subList(0, Math.min(most, rows.size()))) {
        if (found.size() == limit) {
          return new EntryScan(found, last);
        }
        looked++;
        last = Optional.of(entry.id());
        if (filter.matches(entry) && (words.isEmpty() || matching.contains(entry.id()))) {
          found.add(entry);
        }
      }
      if (!more) {
        return new EntryScan(found, Optional.empty());
      }
      if (looked >= budget || found.size() >= limit) {
        return new EntryScan(found, last);
      }
      portion = MOST_AT_ONCE;
    }
  }

  private List<MessageEntry> read(
      Session session, MailboxId mailboxId, Way way, Optional<MessageId> below, int limit)
      throws SQLException {
    // the limit is a literal: for a parameter PostgreSQL expects a tenth of the mailbox
    try (Command command = session.prepare(tables.sql(way.sql(below.isPresent(), limit)))) {
      command.uuid(mailboxId.value());
      for (String value : way.values()) {
        command.text(value);
      }
      if (below.isPresent()) {
        command.uuid(below.get().value());
      }
      return entries.whole(
          session, mailboxId, command.uuid(mailboxId.value()).list(new EntryRow()::read));
    }
  }

  private Set<MessageId> matching(
      Session session, MailboxId mailboxId, List<String> words, List<MessageEntry> rows)
      throws SQLException {
    Set<MessageId> matching = new HashSet<>();
    if (words.isEmpty()) {
      return matching;
    }
    String sql = terms + HAS_TERM.repeat(words.size());
    List<MessageId> ids = rows.stream().map(MessageEntry::id).toList();
    for (List<MessageId> some : Session.portions(ids)) {
      try (Command command =
          session.prepare(sql, mailboxId.value(), some, (to, id) -> to.uuid(id.value()))) {
        for (String word : words) {
          command.text("% " + WILDCARDS.matcher(word).replaceAll("!$0") + " %");
        }
        matching.addAll(command.list(row -> new MessageId(row.uuid())));
      }
    }
    return matching;
  }
}
