package dev.melme.core.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Wakes the dispatchers of this node when something became due. What other nodes did is found by
 * looking now and then. Safe for use by many threads.
 */
public final class OutboxBell {

  private final List<Runnable> awake = new CopyOnWriteArrayList<>();

  /** Creates a bell that nobody hears. */
  public OutboxBell() {}

  /** Something is due: whoever waits looks. Returns at once. */
  public void ring() {
    awake.forEach(Runnable::run);
  }

  void add(Runnable hearer) {
    awake.add(hearer);
  }

  void remove(Runnable hearer) {
    awake.remove(hearer);
  }
}
