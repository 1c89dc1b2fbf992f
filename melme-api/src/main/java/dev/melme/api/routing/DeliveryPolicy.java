package dev.melme.api.routing;

import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import java.util.Objects;

/**
 * The host's own say about mail: asked at RCPT for each recipient that would be accepted, and at
 * DATA once for each of them with the message's index at hand.
 *
 * <p>It is called by many threads at once, on the thread of the session. When it throws, the mail
 * is deferred (451 4.3.0), never lost and never taken unseen.
 */
public interface DeliveryPolicy {

  /** Accepts everything. */
  DeliveryPolicy ACCEPT_ALL = new DeliveryPolicy() {};

  /**
   * Decides about a recipient at RCPT.
   *
   * @param request what the session knows
   * @param match the alias that matched
   * @param mailboxId where the mail would go
   * @return the answer
   */
  default Answer atRecipient(RecipientRequest request, MatchedAlias match, MailboxId mailboxId) {
    return Answer.ACCEPT;
  }

  /**
   * Decides about a message for a recipient at DATA.
   *
   * @param message the message and its envelope
   * @param match the alias that matched
   * @param mailboxId where the mail would go
   * @return the answer
   */
  default Answer atData(Message message, MatchedAlias match, MailboxId mailboxId) {
    return Answer.ACCEPT;
  }

  /** What a policy can say. */
  enum Answer {
    /** Take it. */
    ACCEPT,
    /** Refuse it for good: 550 5.7.1. */
    REFUSE,
    /** Let the sender try again later, as in greylisting: 451 4.7.1. */
    DEFER
  }

  /**
   * What a policy sees at DATA.
   *
   * @param envelope what the transport said
   * @param index what was derived from the bytes
   * @param sizeBytes size of the message in bytes
   */
  record Message(Envelope envelope, MessageIndex index, long sizeBytes) {

    /** Checks that nothing is missing. */
    public Message {
      Objects.requireNonNull(envelope, "envelope");
      Objects.requireNonNull(index, "index");
    }
  }
}
