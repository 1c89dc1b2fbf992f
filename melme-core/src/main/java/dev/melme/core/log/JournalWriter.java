package dev.melme.core.log;

import dev.melme.api.StoreException;
import dev.melme.api.admin.DeliveryRecord;
import dev.melme.spi.DeliveryLogRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records that wait, one thread at a time; the next one finds what the first one left. A
 * batch stays in hand until the store has taken it: handing it over twice changes nothing.
 */
final class JournalWriter {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  /** A round of the queue, and what came meanwhile; then others have a turn. */
  private static final int MAX_BATCHES =
      2 * DeliveryJournal.CAPACITY / DeliveryLogRepository.MAX_BATCH;

  /** Enough to find one record in 500 that the store refuses. */
  private static final int MAX_REFUSALS = 20;

  private final DeliveryLogRepository log;
  private final ReentrantLock turn = new ReentrantLock();
  private final List<DeliveryRecord> inHand = new ArrayList<>();
  private boolean failing;

  JournalWriter(DeliveryLogRepository log) {
    this.log = log;
  }

  /** Writes; false when something had to stay. Tells how many records the store never takes. */
  boolean write(Queue<DeliveryRecord> waiting, LongConsumer refused) {
    turn.lock();
    try {
      for (int batch = 0; batch < MAX_BATCHES; batch++) {
        fill(waiting);
        if (inHand.isEmpty()) {
          break;
        }
        refused.accept(writeOrSift(new ArrayList<>(inHand)));
        inHand.clear();
      }
      if (failing) {
        failing = false;
        LOG.info("The delivery log is written again");
      }
      return true;
    } catch (RuntimeException e) {
      if (!failing) {
        failing = true;
        LOG.warn("The delivery log waits in memory, the store does not take it", e);
      }
      return false;
    } finally {
      turn.unlock();
    }
  }

  /** Lets go of those that wait and those in hand; tells how many they were. */
  int abandon(Queue<DeliveryRecord> waiting) {
    turn.lock();
    try {
      int lost = inHand.size() + waiting.size();
      inHand.clear();
      waiting.clear();
      return lost;
    } finally {
      turn.unlock();
    }
  }

  private void fill(Queue<DeliveryRecord> waiting) {
    while (inHand.size() < DeliveryLogRepository.MAX_BATCH) {
      DeliveryRecord next = waiting.poll();
      if (next == null) {
        return;
      }
      inHand.add(next);
    }
  }

  /**
   * Writes a batch. One that the store refuses is taken apart until the records are alone that it
   * does not take; they are dropped, lest they keep all others from their place. A store that takes
   * none of them is broken: then all stay.
   */
  private int writeOrSift(List<DeliveryRecord> batch) {
    Sieve sieve = new Sieve();
    sieve.write(batch);
    StoreException refusal = sieve.refusal;
    if (refusal != null && sieve.rejected.size() == batch.size()) {
      throw refusal;
    }
    if (!sieve.rejected.isEmpty()) {
      LOG.error(
          "The store refuses {} records of the delivery log, they are dropped",
          sieve.rejected.size(),
          refusal);
    }
    return sieve.rejected.size();
  }

  private final class Sieve {

    private final List<DeliveryRecord> rejected = new ArrayList<>();
    private @Nullable StoreException refusal;
    private int refusals;

    void write(List<DeliveryRecord> batch) {
      try {
        log.record(batch);
      } catch (StoreException e) {
        refusal = e;
        if (e.retryable() || ++refusals > MAX_REFUSALS) {
          throw e;
        }
        if (batch.size() == 1) {
          rejected.addAll(batch);
        } else {
          write(batch.subList(0, batch.size() / 2));
          write(batch.subList(batch.size() / 2, batch.size()));
        }
      }
    }
  }
}
