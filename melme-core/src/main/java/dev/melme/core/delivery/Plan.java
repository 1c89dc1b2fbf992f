package dev.melme.core.delivery;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.Reason;
import dev.melme.api.routing.ReplyMode;
import dev.melme.api.routing.RoutingDecision;
import dev.melme.api.routing.Verdict;
import dev.melme.core.routing.Ruling;
import dev.melme.spi.AppendOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fate of each recipient while a message is delivered. Used by one thread. */
final class Plan {

  private final ReplyMode replyMode;
  private final EmailAddress[] recipients;
  private final Ruling[] rulings;
  private final RoutingDecision.@Nullable Accepted[] accepted;
  private final @Nullable Reason[] declined;
  private long sizeBytes = -1;

  private Plan(ReplyMode replyMode, int size) {
    this.replyMode = replyMode;
    this.recipients = new EmailAddress[size];
    this.rulings = new Ruling[size];
    this.accepted = new RoutingDecision.Accepted[size];
    this.declined = new Reason[size];
  }

  /** Plans an envelope: {@code routing} decides about each recipient. */
  static Plan of(Envelope envelope, Function<Envelope.Recipient, Ruling> routing) {
    List<Envelope.Recipient> recipients = envelope.recipients();
    Plan plan = new Plan(envelope.replyMode(), recipients.size());
    for (int i = 0; i < plan.recipients.length; i++) {
      Envelope.Recipient recipient = recipients.get(i);
      plan.recipients[i] = recipient.address();
      plan.rulings[i] = routing.apply(recipient);
      RoutingDecision decision = plan.rulings[i].decision();
      if (decision instanceof RoutingDecision.Accepted taken) {
        plan.accepted[i] = taken;
      } else {
        plan.declined[i] = decision.reason();
      }
    }
    return plan;
  }

  /**
   * Tells whether nothing will be stored: nobody is left, or the pipeline has one answer for all
   * and somebody was declined.
   */
  boolean over() {
    int left = 0;
    for (Reason reason : declined) {
      left += reason == null ? 1 : 0;
    }
    return left == 0 || (left < declined.length && replyMode == ReplyMode.ONE_FOR_ALL);
  }

  /** Declines everybody who is left. */
  Plan declineAll(Reason reason) {
    decline(recipient -> reason);
    return this;
  }

  /** Asks about everybody who is left; an answer other than ACCEPTED declines. */
  void decline(Function<RoutingDecision.Accepted, Reason> question) {
    for (int i = 0; i < declined.length; i++) {
      RoutingDecision.Accepted left = accepted[i];
      if (left != null && declined[i] == null) {
        Reason reason = question.apply(left);
        declined[i] = reason == Reason.ACCEPTED ? null : reason;
      }
    }
  }

  /** The mailboxes of everybody who is left, each with all its aliases. */
  Map<MailboxId, List<MatchedAlias>> targets() {
    Map<MailboxId, List<MatchedAlias>> targets = new LinkedHashMap<>();
    for (int i = 0; i < declined.length; i++) {
      RoutingDecision.Accepted left = accepted[i];
      if (left != null && declined[i] == null) {
        targets.computeIfAbsent(left.mailboxId(), id -> new ArrayList<>(1)).add(left.match());
      }
    }
    return targets;
  }

  /** What was found out about each recipient before the message came. */
  Ruling ruling(int recipient) {
    return rulings[recipient];
  }

  /** Notes how big the message is, once it was read. */
  void sized(long bytes) {
    this.sizeBytes = bytes;
  }

  /** The size of the message; empty when it was not read, or not to its end. */
  Optional<Long> sizeBytes() {
    return sizeBytes < 0 ? Optional.empty() : Optional.of(sizeBytes);
  }

  /** The report when nothing was stored. */
  DeliveryReport report() {
    return report(Map.of());
  }

  /** The report when the targets of everybody who is left were appended. */
  DeliveryReport report(Map<MailboxId, AppendOutcome.Result> results) {
    Reason shared = sharedReason();
    List<Verdict> verdicts = new ArrayList<>(recipients.length);
    for (int i = 0; i < recipients.length; i++) {
      Reason reason = shared != null ? shared : declined[i];
      RoutingDecision.Accepted left = accepted[i];
      AppendOutcome.Result result = left == null ? null : results.get(left.mailboxId());
      if (reason == null && left != null && result != null) {
        verdicts.add(committed(recipients[i], left.mailboxId(), result));
      } else {
        verdicts.add(
            Verdict.decline(recipients[i], reason == null ? Reason.STORE_UNAVAILABLE : reason));
      }
    }
    return new DeliveryReport(verdicts);
  }

  private static Verdict committed(
      EmailAddress recipient, MailboxId mailboxId, AppendOutcome.Result result) {
    return result.alreadyStored()
        ? new Verdict.AlreadyStored(recipient, mailboxId, result.messageId())
        : new Verdict.Stored(recipient, mailboxId, result.messageId());
  }

  /** With one answer for all, the worst reason is everybody's: what the sender hears is true. */
  private @Nullable Reason sharedReason() {
    if (replyMode == ReplyMode.EACH) {
      return null;
    }
    Reason worst = null;
    for (Reason reason : declined) {
      if (reason != null && (worst == null || reason.outcome().compareTo(worst.outcome()) > 0)) {
        worst = reason;
      }
    }
    return worst;
  }
}
