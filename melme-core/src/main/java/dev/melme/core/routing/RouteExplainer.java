package dev.melme.core.routing;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.RoutingExplanation;
import dev.melme.api.routing.RoutingExplanation.Check;
import dev.melme.api.routing.RoutingExplanation.Step;
import dev.melme.spi.AliasMatch;
import java.util.ArrayList;
import java.util.List;

/** Tells how a decision came about: asks the same questions again, one by one. */
public final class RouteExplainer {

  private final RecipientRouting routing;

  /**
   * Creates an explainer.
   *
   * @param routing whose decisions are explained
   */
  public RouteExplainer(RecipientRouting routing) {
    this.routing = routing;
  }

  /**
   * Explains the decision about a recipient.
   *
   * @param recipient the address
   * @return the decision and its steps
   */
  public RoutingExplanation explain(EmailAddress recipient) {
    List<Step> steps = new ArrayList<>();
    if (recipient.hasAddressLiteral()) {
      steps.add(new Step(Check.DOMAIN, recipient.domain(), "an address literal is none of ours"));
    } else {
      try {
        lookUp(recipient, steps);
      } catch (RuntimeException e) {
        // as in routing: whatever a store throws defers, and the decision below logs it
        steps.add(new Step(Check.STORE, "store", "does not answer: mail is deferred"));
      }
    }
    RoutingDecision decision = routing.decide(RecipientRequest.of(recipient));
    addGates(decision.reason(), steps);
    return new RoutingExplanation(decision, steps);
  }

  private void lookUp(EmailAddress recipient, List<Step> steps) {
    Candidates candidates = routing.candidates(recipient);
    AliasMatch match = routing.match(candidates);
    Alias alias = match.alias();
    for (AliasPattern candidate : candidates) {
      boolean found = alias != null && alias.pattern().equals(candidate);
      Check check = checkOf(candidates, candidate);
      steps.add(new Step(check, candidate.key(), found ? "found, it decides" : "no such alias"));
      if (found) {
        break;
      }
    }
    if (alias == null) {
      String finding = match.domainOurs() ? "ours, the recipient is unknown" : "none of ours";
      steps.add(new Step(Check.DOMAIN, recipient.domain(), finding));
      return;
    }
    steps.add(
        new Step(
            Check.ALIAS_STATUS, alias.pattern().key(), alias.enabled() ? "enabled" : "disabled"));
    Mailbox mailbox = match.mailbox();
    steps.add(
        mailbox == null
            ? new Step(
                Check.MAILBOX, alias.mailboxId().toString(), "deleted: the alias is an orphan")
            : new Step(
                Check.MAILBOX, mailbox.slug().value(), mailbox.active() ? "active" : "inactive"));
  }

  private static Check checkOf(Candidates candidates, AliasPattern candidate) {
    if (candidate.isCatchAll()) {
      return Check.CATCH_ALL;
    }
    return candidates.matchedBySubAddress(candidate) ? Check.SUB_ADDRESS : Check.EXACT_ALIAS;
  }

  private static void addGates(Reason reason, List<Step> steps) {
    switch (reason) {
      case OVER_QUOTA -> steps.add(new Step(Check.QUOTA, "mailbox", "full: mail is deferred"));
      case POLICY_REFUSED, POLICY_DEFERRED ->
          steps.add(new Step(Check.POLICY, "policy of the host", reason.reply().text()));
      default -> {
        // decided by what the steps show already
      }
    }
  }
}
