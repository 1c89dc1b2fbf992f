package dev.melme.core.mime;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A few {@link Scratch} sets for reuse. Bounded (at most 448 KiB a slot), owned by its indexer and
 * not by threads, so that nothing stays behind in a host's thread pool. Under more concurrency than
 * slots a fresh set is made and dropped.
 */
final class ScratchPool {

  private static final int SLOTS = 8;

  private final AtomicReferenceArray<Scratch> slots = new AtomicReferenceArray<>(SLOTS);

  Scratch take() {
    int first = firstSlot();
    for (int i = 0; i < SLOTS; i++) {
      Scratch scratch = slots.getAndSet(first + i & SLOTS - 1, null);
      if (scratch != null) {
        return scratch;
      }
    }
    return new Scratch();
  }

  void give(Scratch scratch) {
    scratch.shrink();
    int first = firstSlot();
    for (int i = 0; i < SLOTS; i++) {
      if (slots.compareAndSet(first + i & SLOTS - 1, null, scratch)) {
        return;
      }
    }
  }

  /** Threads begin at different slots, so that they seldom meet. */
  private static int firstSlot() {
    return (int) Thread.currentThread().getId() & SLOTS - 1;
  }
}
