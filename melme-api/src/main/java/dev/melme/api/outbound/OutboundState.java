package dev.melme.api.outbound;

import dev.melme.api.outbound.OutboundRecipient.State;
import java.util.Collection;

/** How far a message that a team sent is. */
public enum OutboundState {
  /** It waits for its first attempt, or for the next one. */
  QUEUED,
  /** A dispatcher has it in hand. */
  SENDING,
  /** The next system took it over for every recipient. */
  SENT,
  /** It was taken over for some recipients; for others it failed, bounced or was called back. */
  PARTLY_SENT,
  /** It reached nobody: refused, given up or bounced. */
  FAILED,
  /** It was called back before anybody took it. */
  CANCELLED;

  /**
   * The state of a message that no dispatcher has in hand: the one rule for all stores.
   *
   * @param recipients how far it is with each recipient, at least one
   * @return any state but {@link #SENDING}
   */
  public static OutboundState of(Collection<State> recipients) {
    if (recipients.contains(State.WAITING)) {
      return QUEUED;
    }
    boolean some = recipients.contains(State.SENT);
    boolean lost = recipients.contains(State.FAILED) || recipients.contains(State.BOUNCED);
    boolean called = recipients.contains(State.CANCELLED);
    if (some) {
      return lost || called ? PARTLY_SENT : SENT;
    }
    return lost ? FAILED : CANCELLED;
  }

  /**
   * Tells whether something is still to be tried.
   *
   * @return true for QUEUED and SENDING
   */
  public boolean open() {
    return this == QUEUED || this == SENDING;
  }
}
