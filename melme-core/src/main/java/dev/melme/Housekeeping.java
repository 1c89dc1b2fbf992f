package dev.melme;

import dev.melme.api.StoreException;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.time.Duration;
import java.time.Instant;

/**
 * What must be done now and then, by a timer of the host, on any number of nodes. Safe for use by
 * many threads.
 */
public final class Housekeeping {

  /** How long the delivery key of an erased message is remembered. */
  public static final Duration KEY_RETENTION = Duration.ofDays(30);

  private static final int BATCH = 1000;

  private final MelMeStore store;
  private final StoreTime time;

  Housekeeping(MelMeStore store, StoreTime time) {
    this.store = store;
    this.time = time;
  }

  /**
   * Does a bounded piece of work: forgets up to 1,000 delivery keys whose message was erased more
   * than 30 days ago.
   *
   * @return true when there is more to do, so that the host may call again at once
   * @throws StoreException when the store cannot answer
   */
  public boolean runOnce() {
    Instant before = time.now().minus(KEY_RETENTION);
    return store.prune(before, BATCH) == BATCH;
  }
}
