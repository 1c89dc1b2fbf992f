package dev.melme.core.outbox;

import dev.melme.api.MessageId;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.Outbound;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What attempts came to, until the store has it. Safe for use by many threads; one at a time
 * writes, what comes meanwhile is in its next batch.
 *
 * <p>A batch stays here until the store has taken it, and giving it twice changes nothing: its
 * attempts are fenced. As long as something waits here nothing new should be leased, whatever the
 * reason: a store that takes no settlements would let the same messages go out again and again.
 */
final class Settlements {

  private final OutboxRepository outbox;
  private final StoreTime time;
  private final OutboundNews news;
  private final Queue<OutboxSettlement> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final List<OutboxSettlement> inHand = new ArrayList<>();

  Settlements(OutboxRepository outbox, StoreTime time, OutboundNews news) {
    this.outbox = outbox;
    this.time = time;
    this.news = news;
  }

  void add(OutboxSettlement settlement) {
    waiting.add(settlement);
  }

  /**
   * Writes all that waits.
   *
   * @throws StoreException when the store does not take it now; it stays
   */
  void write() {
    turn.lock();
    try {
      while (fill()) {
        settleOrSift(inHand);
        inHand.clear();
      }
    } finally {
      turn.unlock();
    }
  }

  /** How many wait; for a last word in a log. */
  int waiting() {
    turn.lock();
    try {
      return inHand.size() + waiting.size();
    } finally {
      turn.unlock();
    }
  }

  private boolean fill() {
    while (inHand.size() < OutboxRepository.MAX_MESSAGES) {
      OutboxSettlement next = waiting.poll();
      if (next == null) {
        break;
      }
      inHand.add(next);
    }
    return !inHand.isEmpty();
  }

  private void settleOrSift(List<OutboxSettlement> batch) {
    try {
      settle(batch);
    } catch (StoreException e) {
      if (e.retryable()) {
        throw e;
      }
      for (OutboxSettlement one : batch) {
        settleAlone(one);
      }
    }
  }

  /** What it refuses for the words of others is settled without them. */
  private void settleAlone(OutboxSettlement settlement) {
    try {
      settle(List.of(settlement));
    } catch (StoreException e) {
      if (e.retryable()) {
        throw e;
      }
      settle(List.of(withoutReplies(settlement)));
    }
  }

  private static OutboxSettlement withoutReplies(OutboxSettlement settlement) {
    return new OutboxSettlement(
        settlement.mailboxId(),
        settlement.messageId(),
        settlement.attempt(),
        settlement.results().stream()
            .map(result -> new OutboxResult(result.recipient(), result.state(), Optional.empty()))
            .toList(),
        settlement.dueAt());
  }

  /** Messages that were given back untried are no news. */
  private void settle(List<OutboxSettlement> batch) {
    List<Outbound> settled = outbox.settle(batch, time.now());
    Set<MessageId> tried = new HashSet<>();
    for (OutboxSettlement settlement : batch) {
      if (!settlement.results().isEmpty()) {
        tried.add(settlement.messageId());
      }
    }
    news.tell(settled.stream().filter(message -> tried.contains(message.messageId())).toList());
  }
}
