package dev.melme.jdbc;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.jdbc.kit.Session;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Changes what is known of sent messages. Holds the rows of {@code progress} of their mailboxes, as
 * everybody does who makes a change that waits for its position, and then the rows of the messages:
 * all of them in one order, so that two never wait for each other in a circle. A lease holds rows
 * of messages alone, and but for H2 it waits for none.
 */
final class OutboxChanges {

  private final CatchUpTables catchUp;
  private final OutboxTable outbox;
  private final FeedTable feed;

  OutboxChanges(CatchUpTables catchUp, OutboxTable outbox, FeedTable feed) {
    this.catchUp = catchUp;
    this.outbox = outbox;
    this.feed = feed;
  }

  List<Outbound> settle(Session session, List<OutboxSettlement> settlements, Instant at)
      throws SQLException {
    SortedMap<MessageKey, OutboxSettlement> asked = new TreeMap<>();
    settlements.forEach(settlement -> asked.put(key(settlement), settlement));
    Map<MessageKey, OutboxStep> steps = new HashMap<>();
    for (Outbound before : locked(session, List.copyOf(asked.keySet()))) {
      OutboxSettlement settlement = asked.get(MessageKey.of(before));
      if (settlement != null && settlement.attempt() == before.attempts()) {
        OutboxStep step = OutboxStep.settled(before, settlement, at);
        steps.put(step.key(), step);
      }
    }
    write(session, List.copyOf(steps.values()), at, Optional.empty());
    return settlements.stream()
        .flatMap(settlement -> Optional.ofNullable(steps.get(key(settlement))).stream())
        .map(OutboxStep::after)
        .toList();
  }

  private static MessageKey key(OutboxSettlement settlement) {
    return new MessageKey(settlement.mailboxId(), settlement.messageId());
  }

  boolean cancel(
      Session session,
      MailboxId mailboxId,
      MessageId messageId,
      Optional<String> operator,
      Instant at)
      throws SQLException {
    return change(
        session, mailboxId, messageId, operator, at, sent -> OutboxStep.cancelled(sent, at));
  }

  boolean retry(
      Session session,
      MailboxId mailboxId,
      MessageId messageId,
      Optional<String> operator,
      Instant at)
      throws SQLException {
    return change(
        session, mailboxId, messageId, operator, at, sent -> OutboxStep.retried(sent, at));
  }

  private boolean change(
      Session session,
      MailboxId mailboxId,
      MessageId messageId,
      Optional<String> operator,
      Instant at,
      Function<Outbound, Optional<OutboxStep>> step)
      throws SQLException {
    List<OutboxStep> steps =
        locked(session, List.of(new MessageKey(mailboxId, messageId))).stream()
            .flatMap(sent -> step.apply(sent).stream())
            .toList();
    write(session, steps, at, operator);
    return !steps.isEmpty();
  }

  int bounced(
      Session session,
      MailboxId mailboxId,
      MessageId messageId,
      List<OutboxResult> results,
      Instant at)
      throws SQLException {
    List<OutboxStep> steps =
        locked(session, List.of(new MessageKey(mailboxId, messageId))).stream()
            .map(sent -> OutboxStep.bounced(sent, results, at))
            .filter(step -> step.changed() > 0)
            .toList();
    write(session, steps, at, Optional.empty());
    return steps.stream().mapToInt(OutboxStep::changed).sum();
  }

  private List<Outbound> locked(Session session, List<MessageKey> keys) throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    TreeSet<MailboxId> mailboxes = new TreeSet<>();
    keys.forEach(key -> mailboxes.add(key.mailboxId()));
    catchUp.lock(session, mailboxes);
    return outbox.locked(session, keys);
  }

  private void write(Session session, List<OutboxStep> steps, Instant at, Optional<String> operator)
      throws SQLException {
    if (steps.isEmpty()) {
      return;
    }
    outbox.update(session, steps);
    SortedMap<MailboxId, List<MessageId>> changed = new TreeMap<>();
    for (OutboxStep step : steps) {
      if (step.changed() > 0) {
        changed
            .computeIfAbsent(step.after().mailboxId(), mailbox -> new ArrayList<>())
            .add(step.after().messageId());
      }
    }
    feed.await(session, changed, Change.Kind.CHANGED, at, operator);
  }
}
