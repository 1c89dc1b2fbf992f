package dev.melme.core.routing;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.MailboxId;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RoutingDecision;
import org.jspecify.annotations.Nullable;

/**
 * A decision, and what it was about as far as that was found out.
 *
 * @param decision what the sender is told
 * @param alias the alias that matched, or null
 * @param mailboxId its mailbox, or null when there is none (any more)
 */
public record Ruling(
    RoutingDecision decision, @Nullable AliasPattern alias, @Nullable MailboxId mailboxId) {

  /**
   * A ruling that follows from a decision.
   *
   * @param accepted an accepted decision
   * @return the ruling
   */
  public static Ruling of(RoutingDecision.Accepted accepted) {
    return new Ruling(accepted, accepted.match().alias(), accepted.mailboxId());
  }

  /**
   * A ruling about a recipient of whom nothing was looked up.
   *
   * @param decision a decision that does not accept
   * @return the ruling
   */
  public static Ruling declined(RoutingDecision decision) {
    return declined(decision, null);
  }

  /** A ruling that declines, about an alias if one was found. */
  static Ruling declined(RoutingDecision decision, @Nullable Alias alias) {
    if (alias == null) {
      return new Ruling(decision, null, null);
    }
    // an orphan still names its mailbox, which must not come up again
    boolean gone = decision.reason() == Reason.MAILBOX_DELETED;
    return new Ruling(decision, alias.pattern(), gone ? null : alias.mailboxId());
  }
}
