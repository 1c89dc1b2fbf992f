package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.PageRequest;
import dev.melme.api.workspace.Workspace;
import java.util.List;

/** The newest page of a mailbox is read. */
final class PageContests {

  private static final PageRequest NEWEST = PageRequest.first(50);

  private static final String SELECT =
      "SELECT "
          + Line.COLUMNS
          + " FROM reference_page e WHERE e.mailbox_id = ?"
          + " ORDER BY e.mailbox_id DESC, e.message_id DESC LIMIT 50";

  private PageContests() {}

  /** A page of ours against a query. */
  static Contest againstQuery(Ground ground, Population population) {
    MelMeOnJdbc melme = LargeMailboxes.in(ground);
    DatabaseKind kind = ground.kind();
    MailboxId mailboxId = population.mailbox(melme);
    Side query =
        Side.of(
            () ->
                requireFull(
                    Line.query(
                        melme.pool(),
                        SELECT,
                        statement -> kind.bind(statement, 1, mailboxId.value()),
                        row -> Line.of(row, kind))));
    return Contest.of(pages(melme, population), query, melme);
  }

  /** A page of the largest mailbox against one of the smallest, both ours. */
  static Contest largestToSmallest(Ground ground) {
    MelMeOnJdbc melme = LargeMailboxes.in(ground);
    return Contest.of(pages(melme, Population.MILLION), pages(melme, Population.THOUSAND), melme);
  }

  private static Side pages(MelMeOnJdbc melme, Population population) {
    Workspace workspace = melme.melme().admin().workspace(population.mailbox(melme), "benchmark");
    return Side.of(() -> requireFull(workspace.messages(NEWEST).items()));
  }

  private static void requireFull(List<?> page) {
    if (page.size() != NEWEST.limit()) {
      throw new IllegalStateException("A page has " + page.size() + " messages");
    }
  }
}
