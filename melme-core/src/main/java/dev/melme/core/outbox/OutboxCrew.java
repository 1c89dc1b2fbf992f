package dev.melme.core.outbox;

import dev.melme.api.outbound.Outbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that send: one per connection, and one that leads them. The leader leases for all and
 * settles for all, so that a batch costs one transaction each; what the others finish while it
 * settles is its next batch. Safe for use by many threads.
 */
public final class OutboxCrew implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxCrew.class);

  /** Leased per connection: enough to be busy while the leader leases, few enough for a lease. */
  private static final int MESSAGES_PER_CONNECTION = 32;

  private static final int MOST_LEASED = 400;

  /** How soon retries and what other nodes enqueued is found; what this node enqueues rings. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final OutboxWork work;
  private final Attempt attempt;
  private final Settlements settlements;
  private final OutboxBell bell;
  private final Runnable ring = this::ring;
  private final int room;

  /** Empty sends a thread home. */
  private final BlockingQueue<Optional<Outbound>> due = new LinkedBlockingQueue<>();

  private final Semaphore calls = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch workersHome;
  private final List<Thread> workers = new ArrayList<>();
  private final Thread leader;

  private volatile boolean look = true;

  /** Of the leader alone. */
  private long nextLook;

  private long pauseMillis;

  OutboxCrew(
      OutboxWork work, Attempt attempt, Settlements settlements, OutboxBell bell, int connections) {
    this.work = work;
    this.attempt = attempt;
    this.settlements = settlements;
    this.bell = bell;
    this.room = Math.min(MOST_LEASED, Math.max(connections, connections * MESSAGES_PER_CONNECTION));
    this.workersHome = new CountDownLatch(connections);
    this.leader = thread("melme-outbox", this::lead);
    for (int i = 1; i <= connections; i++) {
      workers.add(thread("melme-outbox-" + i, this::send));
    }
  }

  /** Not a daemon: a process that ends at the end of main would cut messages on their way. */
  private static Thread thread(String name, Runnable run) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(false);
    return thread;
  }

  void begin() {
    bell.add(ring);
    workers.forEach(Thread::start);
    leader.start();
  }

  private void ring() {
    look = true;
    calls.release();
  }

  private void lead() {
    while (closing.getCount() > 0) {
      try {
        settlements.write();
        fill();
        if (pauseMillis > 0) {
          pauseMillis = 0;
          LOG.info("The outbox goes on");
        }
        awaitCall();
      } catch (RuntimeException | Error e) {
        pauseAfter(e);
      }
    }
    bringHome();
  }

  /** Leases when at least half of the room is free, and when there may be something. */
  private void fill() {
    boolean dueForLook = System.nanoTime() - nextLook >= 0;
    if (due.size() > room / 2 || !(look || dueForLook)) {
      return;
    }
    look = false; // before: who rings meanwhile is heard
    int wanted = room - due.size();
    List<Outbound> leased = work.lease(wanted);
    for (Outbound message : leased) {
      due.add(Optional.of(message));
    }
    nextLook = System.nanoTime() + LOOK_NANOS;
    look |= leased.size() == wanted;
  }

  private void awaitCall() {
    boolean full = due.size() > room / 2;
    if (look && !full) {
      return;
    }
    try {
      long nanos = Math.max(1, nextLook - System.nanoTime());
      if (calls.tryAcquire(full ? LOOK_NANOS : nanos, TimeUnit.NANOSECONDS)) {
        calls.drainPermits();
      }
    } catch (InterruptedException e) {
      closing.countDown(); // whoever interrupts wants it to end
    }
  }

  /** Says so once; while the store is away nothing is leased, and what was sent stays in memory. */
  private void pauseAfter(Throwable fault) {
    if (pauseMillis == 0) {
      LOG.warn("The outbox waits: the store does not do its part", fault);
    }
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis));
    look = true;
    try {
      if (closing.await(pauseMillis, TimeUnit.MILLISECONDS)) {
        calls.drainPermits();
      }
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  private void send() {
    try {
      for (Optional<Outbound> next = due.take(); next.isPresent(); next = due.take()) {
        send(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workersHome.countDown();
    }
  }

  private void send(Outbound message) {
    try {
      settlements.add(attempt.make(message));
    } catch (RuntimeException | Error e) {
      LOG.error("Message {} is tried again when its lease ends", message.messageId(), e);
    }
    calls.release();
  }

  /** What was not begun goes back at once; what is in hand comes to its end and is settled. */
  private void bringHome() {
    bell.remove(ring);
    List<Optional<Outbound>> untouched = new ArrayList<>();
    due.drainTo(untouched);
    untouched.forEach(
        left -> left.ifPresent(message -> settlements.add(attempt.giveBack(message))));
    workers.forEach(worker -> due.add(Optional.empty()));
    long end = System.nanoTime() + OutboxWork.PATIENCE.toNanos();
    boolean done = false;
    try {
      while (!done && System.nanoTime() - end < 0) {
        boolean home = workersHome.await(FIRST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        done = settled() && home;
      }
      if (done) {
        for (Thread worker : workers) {
          worker.join();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!done) {
      LOG.warn("Messages in hand did not come to their end: they are sent again");
    }
    work.ended(this);
  }

  private boolean settled() {
    try {
      settlements.write();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * Begins no attempt any more, and waits up to 30 seconds until those under way have come to their
   * end and are settled. Doing it twice changes nothing.
   */
  @Override
  public void close() {
    closing.countDown();
    calls.release();
    if (Thread.currentThread() == leader) {
      return; // a listener that closes: it goes on after it
    }
    try {
      leader.join(OutboxWork.PATIENCE.plus(FAREWELL).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
