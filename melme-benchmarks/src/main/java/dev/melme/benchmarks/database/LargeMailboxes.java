package dev.melme.benchmarks.database;

import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;

/** A mailbox of each {@link Population}, everything in it unread; lists of them are read. */
final class LargeMailboxes {

  private LargeMailboxes() {}

  /** Makes them, unless an earlier contest has left them there. */
  static MelMeOnJdbc in(Ground ground) {
    MelMeOnJdbc melme = MelMeOnJdbc.open(ground.address(), 1);
    if (!ground.filled()) {
      fill(ground.kind(), melme);
    }
    return melme;
  }

  private static void fill(DatabaseKind kind, MelMeOnJdbc melme) {
    SampleMessage message = SampleMessage.unrelated(MessageSize.SMALL);
    for (Population population : Population.values()) {
      melme.deliver(melme.decision(population.inbox()), message.numbered(population.inbox()));
    }
    LiveCatchUp.once(melme);
    for (Population population : Population.values()) {
      Multiplied mailbox =
          new Multiplied(kind, melme, population.mailbox(melme), population.messages());
      mailbox.messages("search_terms");
      mailbox.entries();
      mailbox.conversations();
      mailbox.progress();
    }
    Sql.execute(
        melme.pool(),
        "CREATE TABLE reference_page AS SELECT e.mailbox_id, "
            + Line.COLUMNS
            + " FROM melme_entry e",
        "CREATE TABLE reference_conversation AS SELECT c.mailbox_id, c.newest_position,"
            + " c.conversation_id, c.message_count, c.unread_count, c.flagged_count,"
            + " c.attachment_count AS attachments_of_all, c.participants, "
            + Line.COLUMNS
            + " FROM melme_conversation c JOIN melme_entry e"
            + " ON e.mailbox_id = c.mailbox_id AND e.position = c.newest_position"
            + " ORDER BY c.mailbox_id, c.newest_position");
    Sql.execute(melme.pool(), kind.primaryKey("reference_page", "mailbox_id", "message_id"));
    Sql.execute(
        melme.pool(), kind.primaryKey("reference_conversation", "mailbox_id", "newest_position"));
    Sql.execute(
        melme.pool(),
        kind.analyze(
            "melme_message",
            "melme_entry",
            "melme_conversation",
            "reference_page",
            "reference_conversation"));
  }
}
