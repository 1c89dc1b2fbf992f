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

  /** Whether a message has one term. A backslash would mean something else to each database. */
  static final String HAS_TERM = " AND CONCAT(' ', search_terms, ' ') LIKE ? ESCAPE '!'";

  private static final int GROWTH = 4;

  private static final Pattern WILDCARDS = Pattern.compile("[!%_]");

  private final EntryTable entries;
  private final SearchIndex index;
  private final String terms;

  TermSearch(Tables tables, EntryTable entries, SearchIndex index) {
    this.entries = entries;
    this.index = index;
    this.terms = tables.sql("SELECT message_id FROM {message} WHERE {pairs mailbox_id message_id}");
  }

  /**
   * Empty when there is no index, or it does not say enough. Each candidate counts as one that was
   * looked at.
   */
  Optional<EntryScan> byIndex(
      Session session,
      MailboxId mailboxId,
      List<String> words,
      EntryFilter filter,
      Optional<MessageId> before,
      int limit,
      int budget)
      throws SQLException {
    List<MessageEntry> found = new ArrayList<>();
    Optional<MessageId> last = before;
    int looked = 0;
    int portion = limit + 1;
    while (true) {
      int most = Math.min(portion, budget - looked);
      Optional<SearchIndex.Page> read =
          index.candidates(session, mailboxId, words, last, most + 1, budget);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      SearchIndex.Page page = read.get();
      List<MessageId> candidates = page.messageIds();
      boolean more = candidates.size() > most;
      for (MessageEntry entry :
          entries.whole(session, mailboxId, page.entries(), page.newestWithAdded())) {
        if (more && entry.id().equals(candidates.get(most))) {
          break;
        }
        if (found.size() == limit) {
          MessageId resume = found.get(limit - 1).id();
          return Optional.of(new EntryScan(found, Optional.of(resume), page.behind()));
        }
        if (filter.matches(entry)) {
          found.add(entry);
        }
      }
      if (!more) {
        return Optional.of(new EntryScan(found, Optional.empty(), page.behind()));
      }
      looked += most;
      last = Optional.of(candidates.get(most - 1));
      if (looked >= budget) {
        return Optional.of(new EntryScan(found, last, page.behind()));
      }
      portion *= GROWTH; // each statement asks the index again: few of them reach the budget
    }
  }

  /** Sets the parameters of {@link #HAS_TERM}, once for each term. */
  static void bindTerms(Command command, List<String> words) throws SQLException {
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
