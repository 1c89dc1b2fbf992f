package dev.melme;

import dev.melme.api.StoreException;
import dev.melme.core.catchup.CatchUp;
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
  private final CatchUp catchUp;

  Housekeeping(MelMeStore store, StoreTime time) {
    this.store = store;
    this.time = time;
    this.catchUp = new CatchUp(store, time);
  }

  /**
   * Does a bounded piece of work:
   *
   * <ul>
   *   <li>forgets up to 1,000 delivery keys whose message was erased more than 30 days ago;
   *   <li>catches up with deliveries: up to 200 new messages get their position and their
   *       conversation in each of up to 20 mailboxes, the next ones in the next call, so that no
   *       mailbox waits for a busier one.
   * </ul>
   *
   * <p>Both may run on many nodes at once, and any number of times.
   *
   * @return true when there may be more to do, so that the host may call again at once
   * @throws StoreException when the store cannot answer; what is done by then stays done
   */
  public boolean runOnce() {
    Instant before = time.now().minus(KEY_RETENTION);
    boolean moreKeys = store.prune(before, BATCH) == BATCH;
    boolean moreMessages = catchUp.runAll();
    return moreKeys || moreMessages;
  }
}
