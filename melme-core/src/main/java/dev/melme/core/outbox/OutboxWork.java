package dev.melme.core.outbox;

import dev.melme.api.InvalidValueException;
import dev.melme.api.StoreException;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MailTransport;
import dev.melme.spi.OutboxRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is due, in the caller's thread or by threads of its own. Safe for many threads. */
public final class OutboxWork implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxWork.class);

  /** A host's timer should not wait for more. */
  private static final int BATCH = 20;

  private static final int MOST_CONNECTIONS = 500;

  /** How long what is in hand has to come to its end when everything is closed. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final OutboxRepository outbox;
  private final StoreTime time;
  private final OutboundRules rules;
  private final OutboxBell bell;
  private final Attempt attempt;
  private final Settlements settlements;
  private final List<OutboxCrew> crews = new CopyOnWriteArrayList<>();

  /** Held for reading by each call that sends; whoever gets it for writing knows none is left. */
  private final ReadWriteLock underWay = new ReentrantReadWriteLock();

  private volatile boolean closed;

  /**
   * Creates the work.
   *
   * @param outbox what is to be sent
   * @param contents opens the bytes of sent copies
   * @param transport hands messages over
   * @param rules when to try again
   * @param time the time of leases and results
   * @param bell tells that something became due
   * @param news tells what became of messages
   * @param random the random part of waits
   */
  public OutboxWork(
      OutboxRepository outbox,
      SentCopies contents,
      MailTransport transport,
      OutboundRules rules,
      StoreTime time,
      OutboxBell bell,
      OutboundNews news,
      Random random) {
    this.outbox = outbox;
    this.time = time;
    this.rules = rules;
    this.bell = bell;
    this.attempt = new Attempt(transport, contents, time, rules, new RetrySchedule(rules, random));
    this.settlements = new Settlements(outbox, time, news);
  }

  /**
   * Sends up to 20 messages that are due, one after the other.
   *
   * @return true when more may be due
   * @throws StoreException when the store cannot answer; what was sent by then is settled by the
   *     next call, before anything else
   */
  public boolean runOnce() {
    underWay.readLock().lock();
    try {
      requireOpen();
      settlements.write();
      List<Outbound> leased = lease(BATCH);
      sendAll(leased);
      return leased.size() == BATCH;
    } finally {
      underWay.readLock().unlock();
    }
  }

  /** A store that went away meanwhile gets the others back untried. */
  private void sendAll(List<Outbound> leased) {
    @Nullable StoreException away = null;
    for (Outbound message : leased) {
      boolean go = away == null && !closed;
      settlements.add(go ? attempt.make(message) : attempt.giveBack(message));
      if (away == null) {
        try {
          settlements.write();
        } catch (StoreException e) {
          away = e;
        }
      }
    }
    if (away != null) {
      throw away;
    }
  }

  /**
   * Starts threads that send until they are closed.
   *
   * @param connections how many messages are sent at a time, 1 to 500
   * @return the threads
   * @throws InvalidValueException when the number is another one, or the work was closed
   */
  public OutboxCrew start(int connections) {
    requireOpen();
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new InvalidValueException(
          "A dispatcher has 1 to " + MOST_CONNECTIONS + " connections, not " + connections);
    }
    OutboxCrew crew = new OutboxCrew(this, attempt, settlements, bell, connections);
    crews.add(crew);
    crew.begin();
    return crew;
  }

  private void requireOpen() {
    if (closed) {
      throw new InvalidValueException("This MelMe was closed and sends nothing any more");
    }
  }

  List<Outbound> lease(int limit) {
    Instant now = time.now();
    return outbox.lease(now, now.plus(rules.lease()), limit);
  }

  void ended(OutboxCrew crew) {
    crews.remove(crew);
  }

  /** Ends all threads that were started, and stores what attempts came to. */
  @Override
  public void close() {
    closed = true;
    crews.forEach(OutboxCrew::close);
    awaitCalls();
    try {
      settlements.write();
    } catch (RuntimeException e) {
      LOG.warn(
          "What became of {} messages is not stored: they are sent again when their leases end",
          settlements.waiting(),
          e);
    }
  }

  private void awaitCalls() {
    try {
      if (underWay.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        underWay.writeLock().unlock();
      } else {
        LOG.warn("A message is still being sent after {}; it is sent again", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
