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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
  private final FeedTable feed;
  private final SearchIndex index;
  private final String having;
  private final String terms;

  EntryLists(Tables tables, EntryTable entries, FeedTable feed, SearchIndex index) {
    this.index = index;
    this.having =
        tables.sql(
            "SELECT "
                + EntryRow.COLUMNS
                + " FROM (SELECT mailbox_id, message_id, search_terms FROM {message}"
                + " WHERE {pairs mailbox_id message_id}) m"
                + " JOIN {entry} e ON e.mailbox_id = m.mailbox_id AND e.message_id = m.message_id"
                + " WHERE 1 = 1");
    this.feed = feed;
    this.tables = tables;
    this.entries = entries;
    this.terms = tables.sql("SELECT message_id FROM {message} WHERE {pairs mailbox_id message_id}");
  }

  /**
   * An index: its columns before the message id, the values they have, and what they leave open.
   */
  private record Way(String from, List<String> columns, List<String> values, boolean exact) {

    /** Looked up once for a whole page: whether a reader misses something, and added aliases. */
    private static final String ASIDE =
        "SELECT COALESCE((SELECT 1 FROM {pending} n WHERE n.mailbox_id = ?"
            + " ORDER BY n.mailbox_id, n.message_id LIMIT 1),"
            + " (SELECT 1 FROM {waiting} w WHERE w.mailbox_id = ?"
            + " ORDER BY w.mailbox_id, w.ordinal LIMIT 1), 0),"
            + " (SELECT a.message_id FROM {added_alias} a WHERE a.mailbox_id = ?"
            + " ORDER BY a.mailbox_id DESC, a.message_id DESC LIMIT 1), ";

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
            List.of("?"),
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
          List.of("'" + filter.folders().iterator().next().name() + "'"),
          plain && !(filter.unread() && filter.flagged()));
    }

    /**
     * Each column in the order: H2 sorts everything unless it begins with the first one. The folder
     * is a literal: for a parameter PostgreSQL would walk over all folders.
     */
    String sql(boolean below, int limit) {
      StringBuilder sql = new StringBuilder(ASIDE).append(EntryRow.COLUMNS);
      sql.append(" FROM ")
          .append(from)
          .append(" WHERE ")
          .append(columns.get(0))
          .append(" = ? AND ");
      for (int i = 0; i < values.size(); i++) {
        sql.append(columns.get(i + 1)).append(" = ").append(values.get(i)).append(" AND ");
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
    Optional<SearchIndex.Candidates> candidates =
        index.candidates(session, mailboxId, words, budget);
    return candidates.isPresent()
        ? among(session, mailboxId, words, candidates.get(), filter, before, limit, budget)
        : scan(session, mailboxId, words, filter, before, limit, budget);
  }

  /** Each candidate counts as one that was looked at. */
  private EntryScan among(
      Session session,
      MailboxId mailboxId,
      List<String> words,
      SearchIndex.Candidates candidates,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget)
      throws SQLException {
    List<MessageId> newestFirst =
        candidates.messageIds().stream()
            .filter(id -> before.isEmpty() || id.compareTo(before.get()) < 0)
            .sorted(Comparator.reverseOrder())
            .toList();
    List<MessageEntry> found = new ArrayList<>();
    int end = Math.min(newestFirst.size(), budget);
    int portion = Math.min(Session.MAX_IN, limit + 1);
    for (int from = 0; from < end; from += portion) {
      List<MessageId> some = newestFirst.subList(from, Math.min(end, from + portion));
      List<MessageEntry> rows = having(session, mailboxId, words, some);
      for (MessageEntry entry : rows) {
        if (found.size() == limit) {
          MessageId last = found.get(limit - 1).id();
          return new EntryScan(found, Optional.of(last), candidates.behind());
        }
        if (filter.matches(entry)) {
          found.add(entry);
        }
      }
    }
    Optional<MessageId> resume =
        end < newestFirst.size() ? Optional.of(newestFirst.get(end - 1)) : Optional.empty();
    return new EntryScan(found, resume, candidates.behind());
  }

  /** Those of the messages that have all terms, the newest first. */
  private List<MessageEntry> having(
      Session session, MailboxId mailboxId, List<String> words, List<MessageId> ids)
      throws SQLException {
    String sql = having + HAS_TERM.repeat(words.size());
    List<MessageEntry> rows;
    try (Command command =
        session.prepare(sql, mailboxId.value(), ids, (to, id) -> to.uuid(id.value()))) {
      bindTerms(command, words);
      rows = new ArrayList<>(command.list(new EntryRow()::read));
    }
    rows.sort(Comparator.comparing(MessageEntry::id).reversed());
    return entries.whole(session, mailboxId, rows);
  }

  private static void bindTerms(Command command, List<String> words) throws SQLException {
    for (String word : words) {
      command.text("% " + WILDCARDS.matcher(word).replaceAll("!$0") + " %");
    }
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
    boolean behind = false;
    int portion = exact ? limit : Math.min(MOST_AT_ONCE, 2 * limit);
    while (true) {
      int most = Math.min(portion, budget - looked);
      Portion read = read(session, mailboxId, filter, way, last, most + 1);
      List<MessageEntry> rows = read.rows();
      behind |= read.behind();
      boolean more = rows.size() > most;
      Set<MessageId> matching = matching(session, mailboxId, words, rows);
      for (MessageEntry entry : rows.subList(0, Math.min(most, rows.size()))) {
        if (found.size() == limit) {
          return new EntryScan(found, last, behind);
        }
        looked++;
        last = Optional.of(entry.id());
        if (filter.matches(entry) && (words.isEmpty() || matching.contains(entry.id()))) {
          found.add(entry);
        }
      }
      if (!more) {
        return new EntryScan(found, Optional.empty(), behind);
      }
      if (looked >= budget || found.size() >= limit) {
        return new EntryScan(found, last, behind);
      }
      portion = MOST_AT_ONCE;
    }
  }

  /** Rows of one statement, and whether messages or changes waited when it was executed. */
  private record Portion(List<MessageEntry> rows, boolean behind) {}

  private Portion read(
      Session session,
      MailboxId mailboxId,
      EntryFilter filter,
      Way way,
      Optional<MessageId> below,
      int limit)
      throws SQLException {
    UUID mailbox = mailboxId.value();
    EntryRow reader = new EntryRow();
    boolean[] behind = new boolean[1];
    AtomicReference<@Nullable MessageId> newestWithAdded = new AtomicReference<>();
    // the limit is a literal: for a parameter PostgreSQL expects a tenth of the mailbox
    try (Command command = session.prepare(tables.sql(way.sql(below.isPresent(), limit)))) {
      command.uuid(mailbox).uuid(mailbox).uuid(mailbox).uuid(mailbox);
      if (!filter.labels().isEmpty()) {
        command.text(filter.labels().get(0).value());
      }
      if (below.isPresent()) {
        command.uuid(below.get().value());
      }
      List<MessageEntry> rows =
          command
              .uuid(mailbox)
              .list(
                  row -> {
                    behind[0] = row.number() > 0;
                    UUID added = row.uuidOrNull();
                    newestWithAdded.set(added == null ? null : new MessageId(added));
                    return reader.read(row);
                  });
      boolean late = rows.isEmpty() ? feed.behind(session, mailboxId) : behind[0];
      return new Portion(
          entries.whole(session, mailboxId, rows, Optional.ofNullable(newestWithAdded.get())),
          late);
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
        bindTerms(command, words);
        matching.addAll(command.list(row -> new MessageId(row.uuid())));
      }
    }
    return matching;
  }
}
