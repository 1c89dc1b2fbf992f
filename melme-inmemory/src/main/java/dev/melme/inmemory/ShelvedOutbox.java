package dev.melme.inmemory;

import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What one mailbox sent, and how far it is. Guarded by the lock of its shelf. */
final class ShelvedOutbox {

  private static final Set<State> TRIED_AGAIN =
      EnumSet.of(State.FAILED, State.CANCELLED, State.BOUNCED);

  /** Where changes of what was sent wait for their positions. */
  @FunctionalInterface
  interface Feed {
    void changed(MessageId id, Instant at, Optional<String> operator);
  }

  private final MailboxId mailboxId;

  /** What is due in the whole store; this mailbox adds and removes what is its own. */
  private final Set<Due> due;

  private final Feed feed;
  private final NavigableMap<MessageId, Outbound> newestFirst =
      new TreeMap<>(Comparator.reverseOrder());
  private final Map<MessageId, ConversationId> conversations = new HashMap<>();
  private final Map<String, MessageId> byMessageIdField = new HashMap<>();

  ShelvedOutbox(MailboxId mailboxId, Set<Due> due, Feed feed) {
    this.mailboxId = mailboxId;
    this.due = due;
    this.feed = feed;
  }

  void add(OutgoingMessage message) {
    Outbound outbound = message.outbound();
    MessageId id = outbound.messageId();
    put(outbound);
    message.conversation().ifPresent(conversation -> conversations.put(id, conversation));
    byMessageIdField.put(outbound.messageIdField(), id);
  }

  private void put(Outbound outbound) {
    Outbound before = newestFirst.put(outbound.messageId(), outbound);
    if (before != null) {
      isDueNoMore(before);
    }
    outbound.dueAt().ifPresent(at -> due.add(new Due(at, mailboxId, outbound.messageId())));
  }

  private void isDueNoMore(Outbound outbound) {
    outbound.dueAt().ifPresent(at -> due.remove(new Due(at, mailboxId, outbound.messageId())));
  }

  void erase(MessageId id) {
    Outbound erased = newestFirst.remove(id);
    if (erased != null) {
      isDueNoMore(erased);
      conversations.remove(id);
      byMessageIdField.remove(erased.messageIdField(), id);
    }
  }

  void eraseAll() {
    List.copyOf(newestFirst.keySet()).forEach(this::erase);
  }

  boolean sent(MessageId id) {
    return newestFirst.containsKey(id);
  }

  /** The conversation that a message was to go on with when it was sent. */
  Optional<ConversationId> conversation(MessageId id) {
    return Optional.ofNullable(conversations.get(id));
  }

  List<Outbound> find(Collection<MessageId> ids) {
    return ids.stream()
        .distinct()
        .sorted()
        .flatMap(id -> Optional.ofNullable(newestFirst.get(id)).stream())
        .toList();
  }

  Optional<MessageId> find(String messageIdField) {
    return Optional.ofNullable(byMessageIdField.get(messageIdField));
  }

  List<Outbound> list(OutboundState state, Optional<MessageId> before, int limit) {
    NavigableMap<MessageId, Outbound> older =
        before.map(id -> newestFirst.tailMap(id, false)).orElse(newestFirst);
    return older.values().stream()
        .filter(outbound -> OutboundState.of(states(outbound)) == state)
        .limit(limit)
        .toList();
  }

  private static List<State> states(Outbound outbound) {
    return outbound.recipients().stream().map(OutboundRecipient::state).toList();
  }

  /** Takes a message in hand, unless it is due at another time by now. */
  Optional<Outbound> lease(Due seen, Instant until) {
    Outbound outbound = newestFirst.get(seen.messageId());
    if (outbound == null || !outbound.dueAt().equals(Optional.of(seen.at()))) {
      return Optional.empty();
    }
    Outbound leased =
        with(
            outbound,
            outbound.queuedAt(),
            outbound.attempts() + 1,
            Optional.of(until),
            true,
            outbound.recipients());
    put(leased);
    return Optional.of(leased);
  }

  Optional<Outbound> settle(OutboxSettlement settlement, Instant at) {
    Outbound outbound = newestFirst.get(settlement.messageId());
    if (outbound == null || outbound.attempts() != settlement.attempt()) {
      return Optional.empty();
    }
    Map<EmailAddress, OutboxResult> results = byRecipient(settlement.results());
    List<OutboundRecipient> recipients =
        each(
            outbound,
            EnumSet.of(State.WAITING),
            recipient -> {
              OutboxResult result = results.get(recipient.address());
              return result == null
                  ? recipient
                  : recipient.with(result.state(), result.reply(), at);
            });
    boolean waits = recipients.stream().anyMatch(each -> each.state() == State.WAITING);
    // a message that waits is never forgotten: without a time, the end of the lease is its time
    Optional<Instant> dueAt = waits ? settlement.dueAt().or(outbound::dueAt) : Optional.empty();
    return Optional.of(
        replace(
            outbound,
            with(outbound, outbound.queuedAt(), outbound.attempts(), dueAt, false, recipients),
            at,
            Optional.empty()));
  }

  boolean cancel(MessageId id, Optional<String> operator, Instant at) {
    Outbound outbound = newestFirst.get(id);
    if (outbound == null || outbound.inHand() || outbound.waiting().isEmpty()) {
      return false;
    }
    List<OutboundRecipient> recipients =
        each(
            outbound,
            EnumSet.of(State.WAITING),
            recipient -> recipient.with(State.CANCELLED, recipient.reply(), at));
    replace(
        outbound,
        with(
            outbound,
            outbound.queuedAt(),
            outbound.attempts(),
            Optional.empty(),
            false,
            recipients),
        at,
        operator);
    return true;
  }

  boolean retry(MessageId id, Optional<String> operator, Instant at) {
    Outbound outbound = newestFirst.get(id);
    if (outbound == null
        || outbound.inHand()
        || states(outbound).stream().noneMatch(TRIED_AGAIN::contains)) {
      return false;
    }
    List<OutboundRecipient> recipients =
        each(
            outbound,
            TRIED_AGAIN,
            recipient -> recipient.with(State.WAITING, recipient.reply(), at));
    replace(
        outbound,
        with(outbound, at, outbound.attempts(), Optional.of(at), false, recipients),
        at,
        operator);
    return true;
  }

  int bounced(MessageId id, List<OutboxResult> results, Instant at) {
    Outbound outbound = newestFirst.get(id);
    if (outbound == null) {
      return 0;
    }
    Map<EmailAddress, OutboxResult> reported = byRecipient(results);
    List<OutboundRecipient> recipients =
        each(
            outbound,
            EnumSet.of(State.SENT),
            recipient -> {
              OutboxResult result = reported.get(recipient.address());
              return result == null ? recipient : recipient.with(State.BOUNCED, result.reply(), at);
            });
    Outbound after =
        with(
            outbound,
            outbound.queuedAt(),
            outbound.attempts(),
            outbound.dueAt(),
            outbound.inHand(),
            recipients);
    replace(outbound, after, at, Optional.empty());
    return changed(outbound, after);
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

  private Outbound replace(Outbound before, Outbound after, Instant at, Optional<String> operator) {
    put(after);
    if (changed(before, after) > 0) {
      feed.changed(after.messageId(), at, operator);
    }
    return after;
  }

  /** How many recipients are in another state. */
  private static int changed(Outbound before, Outbound after) {
    int changed = 0;
    for (int i = 0; i < before.recipients().size(); i++) {
      if (before.recipients().get(i).state() != after.recipients().get(i).state()) {
        changed++;
      }
    }
    return changed;
  }

  private static Outbound with(
      Outbound outbound,
      Instant queuedAt,
      int attempts,
      Optional<Instant> dueAt,
      boolean inHand,
      List<OutboundRecipient> recipients) {
    return new Outbound(
        outbound.mailboxId(),
        outbound.messageId(),
        outbound.from(),
        outbound.envelopeSender(),
        outbound.messageIdField(),
        queuedAt,
        outbound.operator(),
        outbound.answers(),
        outbound.sentAnyway(),
        attempts,
        dueAt,
        inHand,
        recipients);
  }
}
