package dev.melme.testkit;

import dev.melme.api.AliasPattern;
import dev.melme.api.Mailbox;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RoutingDecision;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the answer to RCPT TO. */
public final class RoutingDecisionAssert
    extends AbstractAssert<RoutingDecisionAssert, RoutingDecision> {

  RoutingDecisionAssert(RoutingDecision actual) {
    super(actual, RoutingDecisionAssert.class);
  }

  /**
   * Mail to the recipient is taken.
   *
   * @return this
   */
  public RoutingDecisionAssert isAccepted() {
    accepted();
    return this;
  }

  /**
   * Mail to the recipient goes to a mailbox.
   *
   * @param mailbox the mailbox
   * @return this
   */
  public RoutingDecisionAssert isAcceptedInto(Mailbox mailbox) {
    RoutingDecision.Accepted accepted = accepted();
    if (!accepted.mailboxId().equals(mailbox.id())) {
      failWithMessage(
          "Expected mail to <%s> to go to mailbox %s (%s), but it goes to mailbox %s",
          actual.recipient(), mailbox.slug(), mailbox.id(), accepted.mailboxId());
    }
    return this;
  }

  /**
   * The alias that decided.
   *
   * @param alias an address or {@code *@domain}
   * @return this
   */
  public RoutingDecisionAssert isMatchedBy(String alias) {
    RoutingDecision.Accepted accepted = accepted();
    if (!accepted.match().alias().equals(AliasPattern.parse(alias))) {
      failWithMessage(
          "Expected <%s> to be matched by <%s>, but it is matched by <%s>",
          actual.recipient(), alias, accepted.match().alias());
    }
    return this;
  }

  /**
   * The tag that was taken off to find the alias.
   *
   * @param tag the tag
   * @return this
   */
  public RoutingDecisionAssert hasTag(String tag) {
    Optional<String> seen = accepted().match().tag();
    if (!seen.equals(Optional.of(tag))) {
      failWithMessage(
          "Expected <%s> to be taken with the tag <%s>, but it has %s",
          actual.recipient(), tag, seen.map(text -> "<" + text + ">").orElse("none"));
    }
    return this;
  }

  /**
   * Mail to the recipient is refused for good.
   *
   * @param reason why
   * @return this
   */
  public RoutingDecisionAssert isRefusedWith(Reason reason) {
    return declined(reason, Reason.Outcome.REFUSED, "refused", "isDeferredWith");
  }

  /**
   * Mail to the recipient is refused for the time being.
   *
   * @param reason why
   * @return this
   */
  public RoutingDecisionAssert isDeferredWith(Reason reason) {
    return declined(reason, Reason.Outcome.DEFERRED, "deferred", "isRefusedWith");
  }

  /**
   * The reply to RCPT TO.
   *
   * @param start how the reply line begins, for example {@code 550 5.1.1}
   * @return this
   */
  public RoutingDecisionAssert hasReply(String start) {
    isNotNull();
    if (!actual.reply().toString().startsWith(start)) {
      failWithMessage(
          "Expected the reply for <%s> to begin with <%s>, but it is <%s>",
          actual.recipient(), start, actual.reply());
    }
    return this;
  }

  private RoutingDecisionAssert declined(
      Reason reason, Reason.Outcome outcome, String word, String other) {
    isNotNull();
    if (reason.outcome() != outcome) {
      throw new IllegalArgumentException(
          reason + " answers " + reason.reply().code() + ". Use " + other + "(" + reason + ")");
    }
    if (actual.reason() != reason) {
      failWithMessage(
          "Expected <%s> to be %s with %s, but it is answered %s, %s",
          actual.recipient(), word, reason, actual.reason(), actual.reply());
    }
    return this;
  }

  private RoutingDecision.Accepted accepted() {
    isNotNull();
    if (actual instanceof RoutingDecision.Accepted accepted) {
      return accepted;
    }
    throw failure(
        "Expected <%s> to be accepted, but it is answered %s, %s",
        actual.recipient(), actual.reason(), actual.reply());
  }
}
