package dev.melme.benchmarks.database;

import dev.melme.api.MailboxId;
import java.util.Map;

/** A mailbox whose one message becomes many, each older than that one. */
final class Multiplied {

  /** The id of a copy: decimal digits are hexadecimal ones and sort as numbers do. */
  static String id(DatabaseKind kind) {
    String digits = "LPAD(CONCAT(n, ''), 10, '0')";
    return kind.uuid("CONCAT('01', " + digits + ", '7000800000', " + digits + ")");
  }

  private final MelMeOnJdbc melme;
  private final Copies copies;
  private final String ofMailbox;
  private final String id;
  private final int last;

  /**
   * Multiplies nothing yet.
   *
   * @param kind the database
   * @param melme where the mailbox is
   * @param mailboxId a mailbox that has one message, placed
   * @param last how many it is to have
   */
  Multiplied(DatabaseKind kind, MelMeOnJdbc melme, MailboxId mailboxId, int last) {
    this.melme = melme;
    this.copies = new Copies(kind, melme.pool());
    this.ofMailbox =
        "mailbox_id = " + kind.uuid("'" + mailboxId.value().toString().replace("-", "") + "'");
    this.id = id(kind);
    this.last = last;
  }

  /** What WHERE finds rows of the mailbox by. */
  String ofMailbox() {
    return ofMailbox;
  }

  /** Copies the message itself, with search terms as an expression in n gives them. */
  void messages(String searchTerms) {
    copies.make(
        "melme_message", ofMailbox, 2, last, Map.of("message_id", id, "search_terms", searchTerms));
  }

  /** Copies its entry: unread, in the inbox, in a conversation of its own. */
  void entries() {
    copies.make(
        "melme_entry",
        ofMailbox,
        2,
        last,
        Map.of("message_id", id, "position", "n", "conversation_id", id));
  }

  /**
   * Copies its conversation. Every third one shows two messages and who wrote them, as
   * conversations of several do; lists read no more than the newest of them.
   */
  void conversations() {
    String writers =
        "(SELECT from_field FROM melme_entry WHERE " + ofMailbox + " AND position = 1)";
    String count = "CASE WHEN MOD(n, 3) = 0 THEN 2 ELSE 1 END";
    copies.make(
        "melme_conversation",
        ofMailbox,
        2,
        last,
        Map.of(
            "conversation_id",
            id,
            "newest_position",
            "n",
            "message_count",
            count,
            "unread_count",
            count,
            "participants",
            "CASE WHEN MOD(n, 3) = 0 THEN " + writers + " END"));
  }

  /** Copies the change that was recorded when it came in. */
  void changes() {
    copies.make("melme_feed", ofMailbox, 2, last, Map.of("position", "n"));
  }

  /** Lets the mailbox know how much it has. */
  void progress() {
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
}
