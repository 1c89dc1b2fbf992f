package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.RecordedChanges;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Someone who has seen everything asks for changes, as all do who follow a mailbox. */
final class ChangesContest {

  private static final int MAILBOXES = 10_000;
  private static final int CHANGES = 100_000;
  private static final int PAGE = 100;

  private static final String SELECT =
      "SELECT last_position FROM reference_progress WHERE mailbox_id = ?";

  private ChangesContest() {}

  static Contest of(Ground ground) {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    DatabaseKind kind = ground.kind();
    MailboxId mailboxId = melme.mailbox(0);
    fill(kind, melme, mailboxId);
    EntryRepository entries = melme.store().entries();
    return Contest.of(
        Side.of(() -> changes(entries, mailboxId)),
        Side.of(() -> position(kind, melme, mailboxId)),
        melme);
  }

  private static void fill(DatabaseKind kind, MelMeOnJdbc melme, MailboxId mailboxId) {
    melme.deliver(melme.decision(0), SampleMessage.unrelated(MessageSize.SMALL).numbered(0));
    LiveCatchUp.once(melme);
    Multiplied mailbox = new Multiplied(kind, melme, mailboxId, CHANGES);
    // one alone would be found in any way
    Copies copies = new Copies(kind, melme.pool());
    String id = Multiplied.id(kind);
    copies.make(
        "melme_mailbox",
        mailbox.ofMailbox(),
        2,
        MAILBOXES,
        Map.of("mailbox_id", id, "slug", "CONCAT('box-', n)"));
    copies.make("melme_progress", mailbox.ofMailbox(), 2, MAILBOXES, Map.of("mailbox_id", id));
    mailbox.changes();
    mailbox.progress();
    Sql.execute(melme.pool(), "CREATE TABLE reference_progress AS SELECT * FROM melme_progress");
    Sql.execute(melme.pool(), kind.primaryKey("reference_progress", "mailbox_id"));
    Sql.execute(
        melme.pool(),
        kind.analyze("melme_mailbox", "melme_progress", "melme_feed", "reference_progress"));
  }

  private static void changes(EntryRepository entries, MailboxId mailboxId) {
    RecordedChanges changes = entries.changes(mailboxId, CHANGES, PAGE + 1);
    if (!changes.changes().isEmpty() || changes.behind()) {
      throw new IllegalStateException("There were changes: " + changes);
    }
    requireLast(changes.lastPosition());
  }

  private static void position(DatabaseKind kind, MelMeOnJdbc melme, MailboxId mailboxId)
      throws SQLException {
    List<Long> positions =
        Line.query(
            melme.pool(),
            SELECT,
            statement -> kind.bind(statement, 1, mailboxId.value()),
            row -> row.getLong(1));
    requireLast(positions.get(0));
  }

  private static void requireLast(long position) {
    if (position != CHANGES) {
      throw new IllegalStateException("The last position was " + position);
    }
  }
}
