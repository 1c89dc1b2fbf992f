package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.api.PageRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The newest page of a mailbox is read. */
final class PageContests {

  private static final PageRequest NEWEST = PageRequest.first(50);

  private static final String SELECT =
      """
      SELECT message_id, received_at, from_field, subject, snippet, matched_aliases, attachment_count,
             size_bytes, completeness, traits
      FROM reference_page
      WHERE mailbox_id = ?
      ORDER BY mailbox_id DESC, message_id DESC
      LIMIT 50
      """;

  private PageContests() {}

  /** How many messages a mailbox has; all three are in the same tables. */
  enum Population {
    THOUSAND(1, 1_000),
    HUNDRED_THOUSAND(2, 100_000),
    MILLION(3, 1_000_000);

    private final int inbox;
    private final int messages;

    Population(int inbox, int messages) {
      this.inbox = inbox;
      this.messages = messages;
    }

    private MailboxId mailbox(MelMeOnJdbc melme) {
      return melme.mailbox(inbox);
    }
  }

  /** A page of ours against a query. */
  static Contest againstQuery(Ground ground, Population population) {
    MelMeOnJdbc melme = filled(ground);
    MailboxId mailboxId = population.mailbox(melme);
    return new Contest(
        pages(melme, population),
        Side.of(() -> requireFull(query(ground.kind(), melme, mailboxId))),
        () -> "",
        melme);
  }

  /** A page of the largest mailbox against one of the smallest, both ours. */
  static Contest largestToSmallest(Ground ground) {
    MelMeOnJdbc melme = filled(ground);
    return new Contest(
        pages(melme, Population.MILLION), pages(melme, Population.THOUSAND), () -> "", melme);
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

  private static List<Line> query(DatabaseKind kind, MelMeOnJdbc melme, MailboxId mailboxId)
      throws SQLException {
    try (Connection connection = melme.pool().getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT)) {
      kind.bind(statement, 1, mailboxId.value());
      try (ResultSet row = statement.executeQuery()) {
        List<Line> lines = new ArrayList<>(NEWEST.limit());
        while (row.next()) {
          lines.add(Line.of(row, kind));
        }
        return lines;
      }
    }
  }

  private static MelMeOnJdbc filled(Ground ground) {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    if (!ground.filled()) {
      fill(ground.kind(), melme);
    }
    return melme;
  }

  private static void fill(DatabaseKind kind, MelMeOnJdbc melme) {
    SampleMessage message = SampleMessage.unrelated(MessageSize.SMALL);
    for (Population population : Population.values()) {
      melme.deliver(melme.decision(population.inbox), message.numbered(population.inbox));
    }
    LiveCatchUp catchUp = new LiveCatchUp(melme);
    catchUp.start();
    catchUp.finish();
    for (Population population : Population.values()) {
      multiply(kind, melme, population);
    }
    Sql.execute(
        melme.pool(),
        """
        CREATE TABLE reference_page AS
        SELECT mailbox_id, message_id, received_at, from_field, subject, snippet, matched_aliases,
               attachment_count, size_bytes, completeness, traits
        FROM melme_message
        """);
    Sql.execute(melme.pool(), kind.primaryKey("reference_page", "mailbox_id", "message_id"));
    Sql.execute(melme.pool(), kind.analyze("melme_message", "melme_placement", "reference_page"));
  }

  /** Gives a mailbox with one message as many as it should have, older than that one. */
  private static void multiply(DatabaseKind kind, MelMeOnJdbc melme, Population population) {
    int last = population.messages;
    // decimal digits are hexadecimal ones and sort as numbers do
    String digits = "LPAD(CONCAT(n, ''), 10, '0')";
    String id = kind.uuid("CONCAT('01', " + digits + ", '7000800000', " + digits + ")");
    String mailbox =
        kind.uuid("'" + population.mailbox(melme).value().toString().replace("-", "") + "'");
    String ofMailbox = "mailbox_id = " + mailbox;
    Copies copies = new Copies(kind, melme.pool());
    copies.make("melme_message", ofMailbox, 2, last, Map.of("message_id", id));
    copies.make("melme_placement", ofMailbox, 2, last, Map.of("message_id", id, "position", "n"));
    Sql.execute(
        melme.pool(),
        "UPDATE melme_progress SET last_position = "
            + last
            + ", message_bytes = message_bytes * "
            + last
            + ", message_count = "
            + last
            + " WHERE "
            + ofMailbox);
  }

  /** One line of the list in plain values. */
  private record Line(
      UUID id,
      Instant receivedAt,
      String from,
      String subject,
      String snippet,
      String aliases,
      int attachments,
      long sizeBytes,
      String completeness,
      String traits) {

    static Line of(ResultSet row, DatabaseKind kind) throws SQLException {
      return new Line(
          kind.id(row, 1),
          Instant.ofEpochMilli(row.getLong(2)),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6),
          row.getInt(7),
          row.getLong(8),
          row.getString(9),
          row.getString(10));
    }
  }
}
