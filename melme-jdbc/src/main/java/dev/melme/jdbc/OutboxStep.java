package dev.melme.jdbc;

import dev.melme.api.EmailAddress;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A sent message before and after something became of it. */
record OutboxStep(Outbound before, Outbound after) {

  private static final Set<State> WAITING = EnumSet.of(State.WAITING);
  private static final Set<State> TRIED_AGAIN =
      EnumSet.of(State.FAILED, State.CANCELLED, State.BOUNCED);

  /** Without a time to try it again, what waits is due when its lease ends: never forgotten. */
  static OutboxStep settled(Outbound before, OutboxSettlement settlement, Instant at) {
    Map<EmailAddress, OutboxResult> results = byRecipient(settlement.results());
    List<OutboundRecipient> recipients =
        each(
            before,
            WAITING,
            recipient -> {
              OutboxResult result = results.get(recipient.address());
              return result == null
                  ? recipient
                  : recipient.with(result.state(), result.reply(), at);
            });
    boolean waits = recipients.stream().anyMatch(each -> each.state() == State.WAITING);
    Optional<Instant> dueAt = waits ? settlement.dueAt().or(before::dueAt) : Optional.empty();
    return new OutboxStep(before, with(before, before.queuedAt(), dueAt, false, recipients));
  }

  /** Empty when there is nothing to call back. */
  static Optional<OutboxStep> cancelled(Outbound before, Instant at) {
    if (before.inHand() || before.waiting().isEmpty()) {
      return Optional.empty();
    }
    List<OutboundRecipient> recipients =
        each(before, WAITING, each -> each.with(State.CANCELLED, each.reply(), at));
    Outbound after = with(before, before.queuedAt(), Optional.empty(), false, recipients);
    return Optional.of(new OutboxStep(before, after));
  }

  /** Empty when there is nothing to be tried again. */
  static Optional<OutboxStep> retried(Outbound before, Instant at) {
    boolean some =
        before.recipients().stream().anyMatch(each -> TRIED_AGAIN.contains(each.state()));
    if (before.inHand() || !some) {
      return Optional.empty();
    }
    List<OutboundRecipient> recipients =
        each(before, TRIED_AGAIN, each -> each.with(State.WAITING, each.reply(), at));
    return Optional.of(
        new OutboxStep(before, with(before, at, Optional.of(at), false, recipients)));
  }

  static OutboxStep bounced(Outbound before, List<OutboxResult> results, Instant at) {
    Map<EmailAddress, OutboxResult> reported = byRecipient(results);
    List<OutboundRecipient> recipients =
        each(
            before,
            EnumSet.of(State.SENT),
            recipient -> {
              OutboxResult result = reported.get(recipient.address());
              return result == null ? recipient : recipient.with(State.BOUNCED, result.reply(), at);
            });
    return new OutboxStep(
        before, with(before, before.queuedAt(), before.dueAt(), before.inHand(), recipients));
  }

  MessageKey key() {
    return MessageKey.of(before);
  }

  /** How many recipients have another state. */
  int changed() {
    int changed = 0;
    for (int i = 0; i < before.recipients().size(); i++) {
      if (before.recipients().get(i).state() != after.recipients().get(i).state()) {
        changed++;
      }
    }
    return changed;
  }

  private static Map<EmailAddress, OutboxResult> byRecipient(List<OutboxResult> results) {
    Map<EmailAddress, OutboxResult> byRecipient = new HashMap<>();
    results.forEach(result -> byRecipient.put(result.recipient(), result));
    return byRecipient;
  }

  /** The recipients of a message, those in some states changed. */
  private static List<OutboundRecipient> each(
      Outbound outbound, Set<State> states, UnaryOperator<OutboundRecipient> change) {
    return outbound.recipients().stream()
        .map(each -> states.contains(each.state()) ? change.apply(each) : each)
        .toList();
  }

  private static Outbound with(
      Outbound before,
      Instant queuedAt,
      Optional<Instant> dueAt,
      boolean inHand,
      List<OutboundRecipient> recipients) {
    return new Outbound(
        before.mailboxId(),
        before.messageId(),
        before.from(),
        before.envelopeSender(),
        before.messageIdField(),
        queuedAt,
        before.operator(),
        before.answers(),
        before.sentAnyway(),
        before.attempts(),
        dueAt,
        inHand,
        recipients);
  }
}
