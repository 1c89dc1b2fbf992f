package dev.melme;

import dev.melme.api.StoreException;
import dev.melme.core.catchup.CatchUp;
import dev.melme.core.changes.ChangeBroadcast;
import dev.melme.core.log.LogKeeping;
import dev.melme.core.reading.MailboxReading;
import dev.melme.core.scan.ScanWork;
import dev.melme.core.signin.SignInRules;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.MelMeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What must be done now and then, by a timer of the host, on any number of nodes. Safe for use by
 * many threads.
 */
public final class Housekeeping {

  /** How long the delivery key of an erased message is remembered, and how long a change is. */
  public static final Duration KEY_RETENTION = Duration.ofDays(30);

  private static final int BATCH = 1000;
  private static final int INDEX_BATCH = 200;
  private static final int NOTICE_DAYS = 2;
  private static final Duration PRUNING_INTERVAL = Duration.ofMinutes(1);

  private final MelMeStore store;
  private final StoreTime time;
  private final CatchUp catchUp;
  private final ChangeBroadcast broadcast;
  private final SignInRules signIn;

  /** Sessions are looked at once a minute on each node; threads that race for it do it twice. */
  private volatile Instant nextSessions = Instant.MIN;

  /** As sessions. */
  private volatile Instant nextNotices = Instant.MIN;

  private final LogKeeping log;
  private final @Nullable ScanWork scans;

  Housekeeping(
      MailboxReading reading, SignInRules signIn, LogKeeping log, @Nullable ScanWork scans) {
    this.store = reading.store();
    this.log = log;
    this.scans = scans;
    this.signIn = signIn;
    this.time = reading.time();
    this.catchUp = reading.catchUp();
    this.broadcast = reading.broadcast();
  }

  /**
   * Does a bounded piece of work:
   *
   * <ul>
   *   <li>writes the records of the delivery log that wait in memory, and once a minute removes up
   *       to 1,000 that are kept no longer;
   *   <li>forgets up to 1,000 delivery keys whose message was erased more than 30 days ago;
   *   <li>when all are caught up, takes up to 200 messages into the search index of a store that
   *       has one;
   *   <li>forgets up to 1,000 changes that were made more than 30 days ago;
   *   <li>once a minute removes up to 1,000 sessions that have ended, devices that have not signed
   *       in for 90 days, and counts of failed sign-ins that are 30 days old or beyond the last
   *       100,000;
   *   <li>catches up with deliveries: up to 200 new messages get their position and their
   *       conversation in each of up to 20 mailboxes, the next ones in the next call, so that no
   *       mailbox waits for a busier one;
   *   <li>lets the scanner of the host look at the attachments of up to 10 messages;
   *   <li>once a minute forgets up to 1,000 claims of notifications ({@link
   *       dev.melme.spi.OutboxRepository#claimNotice}) that are older than two days;
   *   <li>lets those who follow a mailbox on this node look for what other nodes did.
   * </ul>
   *
   * <p>All of it may run on many nodes at once, and any number of times.
   *
   * @return true when there may be more to do, so that the host may call again at once
   * @throws StoreException when the store cannot answer; what is done by then stays done
   */
  public boolean runOnce() {
    Instant now = time.now();
    log.write();
    boolean moreKeys = store.prune(now.minus(KEY_RETENTION), BATCH) == BATCH;
    boolean moreSessions = pruneSessions(now);
    boolean moreChanges = store.entries().pruneChanges(now.minus(KEY_RETENTION), BATCH) == BATCH;
    boolean moreMessages = catchUp.runAll() || store.entries().index(INDEX_BATCH);
    boolean moreRecords = log.prune(now);
    boolean moreScans = scans != null && scans.run(now);
    boolean moreNotices = pruneNotices(now);
    broadcast.pokeAll();
    return moreKeys
        || moreSessions
        || moreChanges
        || moreMessages
        || moreRecords
        || moreScans
        || moreNotices;
  }

  /** A day that is over in UTC may still be claimed by a node whose call began before midnight. */
  private boolean pruneNotices(Instant now) {
    if (now.isBefore(nextNotices)) {
      return false;
    }
    LocalDate before = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(NOTICE_DAYS);
    if (store.outbox().pruneNotices(before, BATCH) == BATCH) {
      return true;
    }
    nextNotices = now.plus(PRUNING_INTERVAL);
    return false;
  }

  private boolean pruneSessions(Instant now) {
    if (now.isBefore(nextSessions)) {
      return false;
    }
    int pruned =
        store
            .sessions()
            .prune(
                signIn.age(now),
                now.minus(SignInRules.ATTEMPT_AGE),
                SignInRules.MOST_ATTEMPT_KEYS,
                now.minus(SignInRules.DEVICE_AGE),
                BATCH);
    if (pruned == BATCH) {
      return true;
    }
    nextSessions = now.plus(PRUNING_INTERVAL);
    return false;
  }
}
