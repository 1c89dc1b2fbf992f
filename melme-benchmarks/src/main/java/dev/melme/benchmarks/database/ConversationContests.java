package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.mailbox.Folder;
import dev.melme.spi.EntryRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest conversations of a mailbox are read. */
final class ConversationContests {

  private static final int PAGE = 50;

  /** One more tells whether there is another page. */
  private static final int ASKED_FOR = PAGE + 1;

  private static final String SELECT =
      "SELECT "
          + Line.COLUMNS
          + ", e.conversation_id, e.message_count, e.unread_count, e.flagged_count,"
          + " e.attachments_of_all, e.participants"
          + " FROM reference_conversation e WHERE e.mailbox_id = ?"
          + " ORDER BY e.mailbox_id DESC, e.newest_position DESC LIMIT "
          + PAGE;

  private ConversationContests() {}

  /** A page of ours against a query. */
  static Contest againstQuery(Ground ground, Population population) {
    MelMeOnJdbc melme = LargeMailboxes.in(ground);
    DatabaseKind kind = ground.kind();
    MailboxId mailboxId = population.mailbox(melme);
    Side query =
        Side.of(
            () ->
                requireFull(
                    PAGE,
                    Line.query(
                        melme.pool(),
                        SELECT,
                        statement -> kind.bind(statement, 1, mailboxId.value()),
                        row -> ConversationLine.of(row, kind))));
    return Contest.of(pages(melme, population), query, melme);
  }

  /** A page of the largest mailbox against one of the smallest, both ours. */
  static Contest largestToSmallest(Ground ground) {
    MelMeOnJdbc melme = LargeMailboxes.in(ground);
    return Contest.of(pages(melme, Population.MILLION), pages(melme, Population.THOUSAND), melme);
  }

  private static Side pages(MelMeOnJdbc melme, Population population) {
    EntryRepository entries = melme.store().entries();
    MailboxId mailboxId = population.mailbox(melme);
    return Side.of(
        () ->
            requireFull(
                ASKED_FOR,
                entries.conversations(mailboxId, Folder.INBOX, OptionalLong.empty(), ASKED_FOR)));
  }

  private static void requireFull(int size, List<?> page) {
    if (page.size() != size) {
      throw new IllegalStateException("A page has " + page.size() + " conversations");
    }
  }

  /** A conversation in plain values. */
  private record ConversationLine(
      Line newest,
      UUID id,
      int messages,
      int unread,
      int flagged,
      int attachments,
      @Nullable String participants) {

    static ConversationLine of(ResultSet row, DatabaseKind kind) throws SQLException {
      return new ConversationLine(
          Line.of(row, kind),
          kind.id(row, Line.WIDTH + 1),
          row.getInt(Line.WIDTH + 2),
          row.getInt(Line.WIDTH + 3),
          row.getInt(Line.WIDTH + 4),
          row.getInt(Line.WIDTH + 5),
          row.getString(Line.WIDTH + 6));
    }
  }
}
