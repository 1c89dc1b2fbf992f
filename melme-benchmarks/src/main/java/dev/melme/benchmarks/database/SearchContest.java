package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.EntryScan;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A word is searched that few of many messages have. PostgreSQL alone has an index of words. */
final class SearchContest {

  private static final int MESSAGES = 100_000;
  private static final int FOUND = 50;
  private static final int EVERY = MESSAGES / FOUND;
  private static final int PAGE = 50;
  private static final int BUDGET = 5_000;

  /** In one of 2,000 messages each; this one in the 77th, the 2,077th, and so on. */
  private static final String WORD = "consignment77";

  /** Where a query without an "in" looks. */
  private static final EntryFilter FILTER =
      new EntryFilter(
          Set.of(Folder.INBOX, Folder.ARCHIVE),
          false,
          false,
          false,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /**
   * What messages have in common with one of so many others: words are as frequent as that, the
   * last one is in a single message.
   */
  private static final int[] ONE_OF = {3, 5, 9, 17, 33, 65, 129, 257, 513, 1_025, MESSAGES};

  /** Puts the copied messages into the index of the store, as it takes them in itself. */
  private static final String[] FILL_INDEX = {
    """
    INSERT INTO melme_search_index (mailbox_id, message_id, terms)
    SELECT mailbox_id, message_id,
      ARRAY(SELECT hashtext(CAST(mailbox_id AS text) || t)
        FROM unnest(string_to_array(search_terms, ' ')) t)
    FROM melme_message ON CONFLICT DO NOTHING
    """,
    "DELETE FROM melme_unindexed",
    "VACUUM (ANALYZE) melme_search_index",
    "VACUUM (ANALYZE) melme_unindexed"
  };

  /**
   * The word, then the mailbox. The index has its limit first: joined at once, PostgreSQL walks
   * over all entries of the mailbox, because it expects ten times as many matches as there are.
   */
  private static final String SELECT =
      "SELECT "
          + Line.COLUMNS
          + " FROM (SELECT mailbox_id, message_id FROM melme_search_index"
          + " WHERE terms @> ARRAY[hashtext(?)] AND CAST(mailbox_id AS text) = ?"
          + " ORDER BY message_id DESC LIMIT "
          + BUDGET
          + ") s JOIN melme_entry e"
          + " ON e.mailbox_id = s.mailbox_id AND e.message_id = s.message_id"
          + " WHERE e.folder IN ('INBOX', 'ARCHIVE') ORDER BY e.message_id DESC LIMIT "
          + (PAGE + 1);

  private SearchContest() {}

  static Contest of(Ground ground) {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    DatabaseKind kind = ground.kind();
    MailboxId mailboxId = melme.mailbox(0);
    fill(kind, melme, mailboxId);
    EntryRepository entries = melme.store().entries();
    return Contest.of(
        Side.of(() -> requireAll(search(entries, mailboxId))),
        Side.of(() -> requireAll(query(kind, melme, mailboxId))),
        melme);
  }

  private static void fill(DatabaseKind kind, MelMeOnJdbc melme, MailboxId mailboxId) {
    melme.deliver(melme.decision(0), SampleMessage.unrelated(MessageSize.SMALL).numbered(0));
    LiveCatchUp.once(melme);
    Multiplied mailbox = new Multiplied(kind, melme, mailboxId, MESSAGES);
    String words =
        IntStream.of(ONE_OF)
            .mapToObj(of -> ", ' topic" + of + "x', MOD(n, " + of + ")")
            .collect(Collectors.joining());
    mailbox.messages("CONCAT(search_terms, ' consignment', MOD(n, " + EVERY + ")" + words + ")");
    mailbox.entries();
    mailbox.progress();
    Sql.execute(melme.pool(), FILL_INDEX);
    Sql.execute(melme.pool(), kind.analyze("melme_message", "melme_entry"));
  }

  /** One call where an index leads to the messages; without one, the budget ends before them. */
  private static int search(EntryRepository entries, MailboxId mailboxId) {
    int found = 0;
    Optional<MessageId> before = Optional.empty();
    do {
      EntryScan scan = entries.match(mailboxId, List.of(WORD), FILTER, before, PAGE + 1, BUDGET);
      found += scan.entries().size();
      before = scan.resumeBefore();
    } while (before.isPresent());
    return found;
  }

  private static int query(DatabaseKind kind, MelMeOnJdbc melme, MailboxId mailboxId)
      throws SQLException {
    return Line.query(
            melme.pool(),
            SELECT,
            statement -> {
              statement.setString(1, mailboxId + WORD);
              statement.setString(2, mailboxId.toString());
            },
            row -> Line.of(row, kind))
        .size();
  }

  private static void requireAll(int found) {
    if (found != FOUND) {
      throw new IllegalStateException("A search found " + found + " messages");
    }
  }
}
