package dev.melme.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Holds a racing thread of the contract inside a mutant until another one has done something, so
 * that a race is lost every time and not once in a while. It gives up once: a rule whose threads do
 * not race there must not wait again and again.
 */
final class Gate {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(4);

  private final AtomicInteger arrived = new AtomicInteger();
  private volatile boolean tired;

  @SuppressWarnings("ThreadPriorityCheck") // yielding is kind to the others, nothing relies on it
  void await(BooleanSupplier condition) {
    if (tired || !Thread.currentThread().getName().startsWith("contract-")) {
      return;
    }
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE) {
        tired = true;
        return;
      }
      Thread.yield();
    }
  }

  /** Waits for a second thread to come here. */
  void meet() {
    arrived.incrementAndGet();
    await(() -> arrived.get() > 1);
  }
}
