package dev.melme.api.routing;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.util.Objects;

/** What happened to one recipient of a message. */
public sealed interface Verdict
    permits Verdict.Stored, Verdict.AlreadyStored, Verdict.Refused, Verdict.Deferred {

  /**
   * The recipient.
   *
   * @return the address as the envelope gave it
   */
  EmailAddress recipient();

  /**
   * Why.
   *
   * @return the reason; STORED or ALREADY_STORED when the message is committed
   */
  Reason reason();

  /**
   * Tells whether the message is committed for this recipient.
   *
   * @return true for {@link Stored} and {@link AlreadyStored}
   */
  default boolean committed() {
    return reason().outcome() == Reason.Outcome.TAKEN;
  }

  /**
   * The reply for this recipient, as LMTP gives it.
   *
   * @return the reply of the reason
   */
  default SmtpReply reply() {
    return reason().reply();
  }

  /**
   * Calls the visitor's method for this kind of verdict.
   *
   * @param visitor what to do per kind
   * @param <R> what it returns
   * @return the visitor's answer
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * The message is committed in the mailbox.
   *
   * @param recipient the address as the envelope gave it
   * @param mailboxId the mailbox
   * @param messageId the message in that mailbox; the same for all recipients of one mailbox
   */
  record Stored(EmailAddress recipient, MailboxId mailboxId, MessageId messageId)
      implements Verdict {

    /** Checks that nothing is missing. */
    public Stored {
      Objects.requireNonNull(recipient, "recipient");
      Objects.requireNonNull(mailboxId, "mailboxId");
      Objects.requireNonNull(messageId, "messageId");
    }

    @Override
    public Reason reason() {
      return Reason.STORED;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stored(this);
    }
  }

  /**
   * The message was committed by an earlier delivery; a new alias was added to it.
   *
   * @param recipient the address as the envelope gave it
   * @param mailboxId the mailbox
   * @param messageId the message of the earlier delivery; it may have been deleted since
   */
  record AlreadyStored(EmailAddress recipient, MailboxId mailboxId, MessageId messageId)
      implements Verdict {

    /** Checks that nothing is missing. */
    public AlreadyStored {
      Objects.requireNonNull(recipient, "recipient");
      Objects.requireNonNull(mailboxId, "mailboxId");
      Objects.requireNonNull(messageId, "messageId");
    }

    @Override
    public Reason reason() {
      return Reason.ALREADY_STORED;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.alreadyStored(this);
    }
  }

  /**
   * The message is refused for good; nothing was stored for this recipient.
   *
   * @param recipient the address as the envelope gave it
   * @param reason why
   */
  record Refused(EmailAddress recipient, Reason reason) implements Verdict {

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
   * The message could not be stored now; the sender keeps it and tries again.
   *
   * @param recipient the address as the envelope gave it
   * @param reason why
   */
  record Deferred(EmailAddress recipient, Reason reason) implements Verdict {

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
   * A verdict that stores nothing.
   *
   * @param recipient the address as the envelope gave it
   * @param reason why: decides between refused and deferred
   * @return the verdict
   */
  static Verdict decline(EmailAddress recipient, Reason reason) {
    return reason.outcome() == Reason.Outcome.DEFERRED
        ? new Deferred(recipient, reason)
        : new Refused(recipient, reason);
  }

  /**
   * Handles each kind of verdict.
   *
   * @param <R> what is returned
   */
  interface Visitor<R> {

    /**
     * Committed by this delivery.
     *
     * @param verdict the verdict
     * @return the answer
     */
    default R stored(Stored verdict) {
      return other(verdict);
    }

    /**
     * Committed by an earlier delivery.
     *
     * @param verdict the verdict
     * @return the answer
     */
    default R alreadyStored(AlreadyStored verdict) {
      return other(verdict);
    }

    /**
     * Refused for good.
     *
     * @param verdict the verdict
     * @return the answer
     */
    default R refused(Refused verdict) {
      return other(verdict);
    }

    /**
     * Not now.
     *
     * @param verdict the verdict
     * @return the answer
     */
    default R deferred(Deferred verdict) {
      return other(verdict);
    }

    /**
     * A kind that this visitor does not handle.
     *
     * @param verdict the verdict
     * @return the answer
     */
    R other(Verdict verdict);
  }
}
