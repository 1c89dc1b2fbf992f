package dev.melme.api.routing;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.Quota;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to RCPT TO: whether mail to one recipient would be taken now.
 *
 * <p>An accepted decision belongs into the {@link Envelope}: it is honoured for an hour, so that
 * what was promised at RCPT holds at DATA, unless the mailbox was erased meanwhile.
 */
public sealed interface RoutingDecision
    permits RoutingDecision.Accepted, RoutingDecision.Refused, RoutingDecision.Deferred {

  /**
   * The recipient that was asked about.
   *
   * @return the address as given
   */
  EmailAddress recipient();

  /**
   * Why.
   *
   * @return the reason; ACCEPTED for an accepted recipient
   */
  Reason reason();

  /**
   * Tells whether the recipient is taken.
   *
   * @return true for {@link Accepted}
   */
  default boolean accepted() {
    return this instanceof Accepted;
  }

  /**
   * The reply to RCPT TO.
   *
   * @return the reply of the reason
   */
  default SmtpReply reply() {
    return reason().reply();
  }

  /**
   * Calls the visitor's method for this kind of decision.
   *
   * @param visitor what to do per kind
   * @param <R> what it returns
   * @return the visitor's answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Mail to the recipient goes to a mailbox.
   *
   * @param match the recipient, the alias that decided, and the tag
   * @param mailboxId where the mail goes
   * @param quota the limits that the size of the message is checked against at DATA, or empty for
   *     none
   * @param decidedAtMillis when, by the clock of the MelMe instance, in epoch milliseconds
   */
  record Accepted(
      MatchedAlias match, MailboxId mailboxId, Optional<Quota> quota, long decidedAtMillis)
      implements RoutingDecision {

    /** Checks that nothing is missing. */
    public Accepted {
      Objects.requireNonNull(match, "match");
      Objects.requireNonNull(mailboxId, "mailboxId");
      Objects.requireNonNull(quota, "quota");
    }

    @Override
    public EmailAddress recipient() {
      return match.recipient();
    }

    @Override
    public Reason reason() {
      return Reason.ACCEPTED;
    }

    /**
     * When it was decided.
     *
     * @return the time, by the clock of the MelMe instance
     */
    public Instant decidedAt() {
      return Instant.ofEpochMilli(decidedAtMillis);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.accepted(this);
    }
  }

  /**
   * The recipient is refused for good.
   *
   * @param recipient the address as given
   * @param reason why
   */
  record Refused(EmailAddress recipient, Reason reason) implements RoutingDecision {

    /** Checks that nothing is missing. */
    public Refused {
      Objects.requireNonNull(recipient, "recipient");
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.refused(this);
    }
  }

  /**
   * The recipient cannot be taken now.
   *
   * @param recipient the address as given
   * @param reason why
   */
  record Deferred(EmailAddress recipient, Reason reason) implements RoutingDecision {

    /** Checks that nothing is missing. */
    public Deferred {
      Objects.requireNonNull(recipient, "recipient");
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.deferred(this);
    }
  }

  /**
   * A decision that does not accept.
   *
   * @param recipient the address as given
   * @param reason why: decides between refused and deferred
   * @return the decision
   */
  static RoutingDecision decline(EmailAddress recipient, Reason reason) {
    return reason.outcome() == Reason.Outcome.DEFERRED
        ? new Deferred(recipient, reason)
        : new Refused(recipient, reason);
  }

  /**
   * Handles each kind of decision.
   *
   * @param <R> what is returned
   */
  interface Visitor<R> {

    /**
     * Mail is taken.
     *
     * @param decision the decision
     * @return the answer
     */
    default R accepted(Accepted decision) {
      return other(decision);
    }

    /**
     * Mail is refused for good.
     *
     * @param decision the decision
     * @return the answer
     */
    default R refused(Refused decision) {
      return other(decision);
    }

    /**
     * Mail cannot be taken now.
     *
     * @param decision the decision
     * @return the answer
     */
    default R deferred(Deferred decision) {
      return other(decision);
    }

    /**
     * A kind that this visitor does not handle.
     *
     * @param decision the decision
     * @return the answer
     */
    R other(RoutingDecision decision);
  }
}
