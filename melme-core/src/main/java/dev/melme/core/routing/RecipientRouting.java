package dev.melme.core.routing;

import dev.melme.api.Alias;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.Quota;
import dev.melme.api.StoreException;
import dev.melme.api.routing.DeliveryPolicy;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.MelMeStore;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about one recipient. Safe for use by many threads. */
public final class RecipientRouting {

  private static final Logger LOG = LoggerFactory.getLogger(RecipientRouting.class);

  private final MelMeStore store;
  private final RoutingRules rules;
  private final QuotaGate quotas;
  private final StoreTime time;

  /**
   * Creates the routing of a store.
   *
   * @param store where aliases are kept
   * @param rules what the host set up
   * @param quotas says whether a mailbox has room
   * @param time the time of decisions
   */
  public RecipientRouting(MelMeStore store, RoutingRules rules, QuotaGate quotas, StoreTime time) {
    this.store = store;
    this.rules = rules;
    this.quotas = quotas;
    this.time = time;
  }

  /**
   * Decides about one recipient.
   *
   * @param request the recipient and what the session knows
   * @return the decision; deferred when the store does not answer
   */
  public RoutingDecision decide(RecipientRequest request) {
    return decide(request, outage -> {}, (same, ruling) -> {});
  }

  /**
   * Decides about one recipient, and tells when the store does not answer and what a decision that
   * does not accept is about; one that accepts says so itself.
   *
   * @param request the recipient and what is known about the session
   * @param outage hears what the store threw, before the decision defers
   * @param declined hears of a decision that does not accept, before it is returned
   * @return the decision; deferred when the store does not answer
   */
  public RoutingDecision decide(
      RecipientRequest request,
      Consumer<StoreException> outage,
      BiConsumer<RecipientRequest, Ruling> declined) {
    Alias alias = null;
    RoutingDecision decision = unasked(request);
    if (decision == null) {
      try {
        Candidates candidates = candidates(request.recipient());
        AliasMatch match = match(candidates);
        alias = match.alias();
        decision = decide(request, candidates, match);
      } catch (StoreException e) {
        // an outage is not "unknown": never 550
        LOG.warn("Routing deferred: the store does not answer ({})", e.getMessage());
        outage.accept(e);
        decision = RoutingDecision.decline(request.recipient(), reasonOf(e));
      } catch (RuntimeException e) {
        LOG.error("Routing deferred: the store or the policy failed", e);
        decision = RoutingDecision.decline(request.recipient(), Reason.STORE_UNAVAILABLE);
      }
    }
    if (!decision.accepted()) {
      declined.accept(request, Ruling.declined(decision, alias));
    }
    return decision;
  }

  /** What needs no look into the store; null when it takes one. */
  private @Nullable RoutingDecision unasked(RecipientRequest request) {
    EmailAddress recipient = request.recipient();
    if (request.acceptedBefore() >= rules.limits().recipients()) {
      return RoutingDecision.decline(recipient, Reason.TOO_MANY_RECIPIENTS);
    }
    if (!request.smtpUtf8() && !recipient.isAscii()) {
      return RoutingDecision.decline(recipient, Reason.NEEDS_SMTPUTF8);
    }
    return recipient.hasAddressLiteral()
        ? RoutingDecision.decline(recipient, Reason.FOREIGN_DOMAIN)
        : null;
  }

  /**
   * How an unanswered call reads to the sender.
   *
   * @param e what the store threw
   * @return a reason that defers
   */
  public static Reason reasonOf(StoreException e) {
    return e.fault() == StoreException.Fault.FULL ? Reason.STORE_FULL : Reason.STORE_UNAVAILABLE;
  }

  Candidates candidates(EmailAddress recipient) {
    return Candidates.of(recipient, rules.separator());
  }

  AliasMatch match(Candidates candidates) {
    return store.aliases().match(candidates);
  }

  private RoutingDecision decide(
      RecipientRequest request, Candidates candidates, AliasMatch match) {
    EmailAddress recipient = request.recipient();
    Alias alias = match.alias();
    if (alias == null) {
      return RoutingDecision.decline(
          recipient, match.domainOurs() ? Reason.UNKNOWN_ALIAS : Reason.FOREIGN_DOMAIN);
    }
    Mailbox mailbox = match.mailbox();
    if (mailbox == null) {
      return RoutingDecision.decline(recipient, Reason.MAILBOX_DELETED);
    }
    if (!alias.enabled() || !mailbox.active()) {
      return RoutingDecision.decline(recipient, unavailable(alias));
    }
    if (request.declaredBytes() > rules.limits().messageBytes()) {
      return RoutingDecision.decline(recipient, Reason.TOO_BIG);
    }
    Optional<Quota> quota = quotaOf(mailbox);
    if (quota.isPresent() && !quotas.admits(mailbox.id(), quota.get(), request.declaredBytes())) {
      return RoutingDecision.decline(recipient, Reason.OVER_QUOTA);
    }
    Optional<String> tag =
        candidates.matchedBySubAddress(alias.pattern())
            ? Optional.of(SubAddress.tag(recipient, rules.separator()))
            : Optional.empty();
    MatchedAlias matched = new MatchedAlias(recipient, alias.pattern(), tag);
    Reason objection = policySays(request, matched, mailbox.id());
    return objection == Reason.ACCEPTED
        ? new RoutingDecision.Accepted(matched, mailbox.id(), quota, time.millis())
        : RoutingDecision.decline(recipient, objection);
  }

  private static Reason unavailable(Alias alias) {
    boolean defer = alias.whenUnavailable() == Alias.WhenUnavailable.DEFER;
    if (!alias.enabled()) {
      return defer ? Reason.ALIAS_PAUSED : Reason.ALIAS_DISABLED;
    }
    return defer ? Reason.MAILBOX_PAUSED : Reason.MAILBOX_INACTIVE;
  }

  private Optional<Quota> quotaOf(Mailbox mailbox) {
    Quota quota = mailbox.quota().isPresent() ? mailbox.quota().get() : rules.defaultQuota();
    return quota.unlimited() ? Optional.empty() : Optional.of(quota);
  }

  private Reason policySays(RecipientRequest request, MatchedAlias match, MailboxId mailboxId) {
    DeliveryPolicy policy = rules.policy();
    return policy == DeliveryPolicy.ACCEPT_ALL
        ? Reason.ACCEPTED
        : reasonOf(policy.atRecipient(request, match, mailboxId));
  }

  /**
   * How a policy's answer reads.
   *
   * @param answer what the policy said
   * @return ACCEPTED, or why not
   */
  public static Reason reasonOf(DeliveryPolicy.Answer answer) {
    return switch (answer) {
      case ACCEPT -> Reason.ACCEPTED;
      case REFUSE -> Reason.POLICY_REFUSED;
      case DEFER -> Reason.POLICY_DEFERRED;
    };
  }
}
