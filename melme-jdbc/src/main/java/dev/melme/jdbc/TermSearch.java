package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
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
import java.util.regex.Pattern;

/**
 * Finds entries by the search terms of their messages: along the index, where there is one that
 * says enough, or among entries that somebody else looks through.
 */
final class TermSearch {

  /** A backslash would mean something else to each database. */
  private static final String HAS_TERM = " AND CONCAT(' ', search_terms, ' ') LIKE ? ESCAPE '!'";

  private static final Pattern WILDCARDS = Pattern.compile("[!%_]");

  private final EntryTable entries;
  private final SearchIndex index;
  private final String having;
  private final String terms;

  TermSearch(Tables tables, EntryTable entries, SearchIndex index) {
    this.entries = entries;
    this.index = index;
    this.having =
        tables.sql(
            "SELECT "
                + EntryRow.COLUMNS
                + " FROM (SELECT mailbox_id, message_id, search_terms FROM {message}"
                + " WHERE {pairs mailbox_id message_id}) m"
                + " JOIN {entry} e ON e.mailbox_id = m.mailbox_id AND e.message_id = m.message_id"
                + " WHERE EXISTS (SELECT 1 FROM {mailbox} x WHERE x.mailbox_id = ?)");
    this.terms = tables.sql("SELECT message_id FROM {message} WHERE {pairs mailbox_id message_id}");
  }

  /** Empty when there is no index, or it does not say enough. */
  Optional<EntryScan> byIndex(
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
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            among(session, mailboxId, words, candidates.get(), filter, before, limit, budget));
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
      bindTerms(command.uuid(mailboxId.value()), words);
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

  /** Those of the entries whose messages have all terms. */
  Set<MessageId> among(
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
