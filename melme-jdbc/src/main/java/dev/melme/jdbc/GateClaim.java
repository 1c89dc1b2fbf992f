package dev.melme.jdbc;

import dev.melme.jdbc.TargetWriter.Claim;
import dev.melme.jdbc.kit.Command;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.Delivery;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes a key while holding one of the gate rows of the mailbox, for H2, which has exclusive row
 * locks only: deliveries take one row each, in turn, and an erasure takes all.
 */
final class GateClaim implements StepwiseWriter.KeyClaim {

  private final AtomicInteger turn = new AtomicInteger();
  private final String gate;
  private final String claim;

  GateClaim(Tables tables) {
    this.gate = tables.sql("SELECT slot FROM {gate} WHERE mailbox_id = ? AND slot = ? FOR UPDATE");
    this.claim =
        tables.sql(
            "INSERT INTO {delivery_key} (mailbox_id, delivery_key, message_id) VALUES (?, ?, ?)");
  }

  @Override
  public Claim claim(Session session, Delivery.Target target) throws SQLException {
    try (Command command = session.prepare(gate)) {
      command
          .uuid(target.mailboxId().value())
          .number(Math.floorMod(turn.getAndIncrement(), H2Dialect.GATE_SLOTS));
      if (command.first(row -> row.number()).isEmpty()) {
        return Claim.GONE;
      }
    }
    boolean claimed =
        H2Dialect.inserted(
            session,
            claim,
            command ->
                command
                    .uuid(target.mailboxId().value())
                    .text(target.key().value())
                    .uuid(target.messageId().value()));
    return claimed ? Claim.NEW : Claim.KNOWN;
  }
}
