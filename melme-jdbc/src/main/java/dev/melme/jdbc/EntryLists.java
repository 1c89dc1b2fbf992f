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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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

  private final Tables tables;
  private final EntryTable entries;
  private final FeedTable feed;
  private final TermSearch search;

  EntryLists(Tables tables, EntryTable entries, FeedTable feed, TermSearch search) {
    this.tables = tables;
    this.entries = entries;
    this.feed = feed;
    this.search = search;
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
    Optional<EntryScan> indexed =
        search.byIndex(session, mailboxId, words, filter, before, limit, budget);
    return indexed.isPresent()
        ? indexed.get()
        : scan(session, mailboxId, words, filter, before, limit, budget);
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
    EntryWay way = EntryWay.of(filter);
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
      Set<MessageId> matching = search.among(session, mailboxId, words, rows);
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
      EntryWay way,
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
}
