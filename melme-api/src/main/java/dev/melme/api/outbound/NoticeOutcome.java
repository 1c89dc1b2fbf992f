package dev.melme.api.outbound;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What became of a notice to a sender. */
public sealed interface NoticeOutcome {

  /**
   * The transport took the notice. It also counts as taken when nobody knows: rather none than two.
   *
   * @param about the refused recipients that it tells of, at least one
   */
  record Sent(List<EmailAddress> about) implements NoticeOutcome {

    /**
     * Copies the recipients.
     *
     * @throws InvalidValueException when there is none
     */
    public Sent {
      about = List.copyOf(about);
      if (about.isEmpty()) {
        throw new InvalidValueException("A notice is about somebody");
      }
    }
  }

  /**
   * No notice is sent, for good.
   *
   * @param cause the rule that forbids it
   */
  record Suppressed(Cause cause) implements NoticeOutcome {

    /** Checks that nothing is missing. */
    public Suppressed {
      Objects.requireNonNull(cause, "cause");
    }
  }

  /**
   * The transport could not take the notice now. Nothing was sent, and the same call may be made
   * again later.
   *
   * @param reply the words of the transport
   */
  record Deferred(String reply) implements NoticeOutcome {

    /** Checks that nothing is missing. */
    public Deferred {
      Objects.requireNonNull(reply, "reply");
    }
  }

  /** Why no notice is sent. More may be added. */
  enum Cause {
    /** No recipient was refused for good. */
    NOTHING_REFUSED,
    /** The reverse path is null: the message is a notice itself (RFC 5321 §4.5.5). */
    NULL_SENDER,
    /**
     * Nothing that the host found out says that the envelope sender is not forged: neither SPF for
     * its domain, nor DKIM or DMARC for its domain together with a From field of the same address.
     */
    UNAUTHENTICATED,
    /** The sender is one of our own domains. */
    OWN_DOMAIN,
    /** A program wrote the message, or asks for no notice (RFC 3834 §2). */
    AUTOMATIC,
    /** The message came through a mailing list. */
    LIST,
    /** The message is a report about another one (RFC 6522). */
    REPORT,
    /** The message has no header that could be read, so nobody knows who wrote it. */
    UNREADABLE,
    /** The refused recipients are on domains that are none of ours: we do not speak for these. */
    FOREIGN_RECIPIENT,
    /** The sender was told about these recipients today (UTC). */
    TOLD_TODAY,
    /** The transport refused the notice. */
    REFUSED_BY_TRANSPORT
  }

  /**
   * Answers by kind; a kind that is added later goes to {@link #other}.
   *
   * @param <R> the type of the answers
   */
  interface Visitor<R> {

    /**
     * It is on its way.
     *
     * @param sent the outcome
     * @return the answer
     */
    default R sent(Sent sent) {
      return other(sent);
    }

    /**
     * There is none.
     *
     * @param suppressed the outcome
     * @return the answer
     */
    default R suppressed(Suppressed suppressed) {
      return other(suppressed);
    }

    /**
     * Not now.
     *
     * @param deferred the outcome
     * @return the answer
     */
    default R deferred(Deferred deferred) {
      return other(deferred);
    }

    /**
     * Any other outcome.
     *
     * @param outcome the outcome
     * @return the answer
     */
    R other(NoticeOutcome outcome);
  }

  /**
   * Answers by kind.
   *
   * @param visitor the answers
   * @param <R> their type
   * @return the answer
   */
  default <R> R accept(Visitor<? extends R> visitor) {
    Function<Visitor<? extends R>, R> answer;
    if (this instanceof Sent sent) {
      answer = v -> v.sent(sent);
    } else if (this instanceof Suppressed suppressed) {
      answer = v -> v.suppressed(suppressed);
    } else {
      answer = v -> v.deferred((Deferred) this);
    }
    return answer.apply(visitor);
  }
}
