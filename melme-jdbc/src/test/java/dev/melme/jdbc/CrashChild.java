package dev.melme.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoreException;
import dev.melme.api.routing.SmtpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A host that takes mail in a JVM of its own, until it is done, killed, or at its fail point.
 *
 * <p>Some threads deliver, one catches up, one fills mailboxes and erases them again.
 */
final class CrashChild {

  /** A sender was told to give up. */
  static final int REFUSED_FOR_GOOD = 3;

  /** Something was thrown that must not be. */
  static final int FAILED = 4;

  private static final int DELIVERING_THREADS = 6;
  private static final int VICTIM_MESSAGES = 12;
  private static final long PAUSE_NANOS = 20_000_000;

  private final CrashJob job;
  private final FailPoints failPoints;
  private final MailHost host;
  private final AckLog acks;
  private final AtomicBoolean delivered = new AtomicBoolean();

  private CrashChild(CrashJob job, FailPoints failPoints, MailHost host, AckLog acks) {
    this.job = job;
    this.failPoints = failPoints;
    this.host = host;
    this.acks = acks;
  }

  /**
   * Does a {@link CrashJob}.
   *
   * @param arguments its arguments
   */
  public static void main(String[] arguments) throws Exception {
    ChildJvm.endWithParent();
    CrashJob job = CrashJob.parse(arguments);
    FailPoints failPoints = new FailPoints(job.failPoint());
    HikariDataSource pool = job.database().pool(DELIVERING_THREADS + 4);
    JdbcStore store =
        JdbcStore.builder().dataSource(failPoints.watch(pool)).schemaSetup(job.setup()).build();
    try (AckLog acks = new AckLog(job.acks());
        MailHost host =
            failPoints.during(FailPoint.Activity.MIGRATION, () -> MailHost.start(store))) {
      new CrashChild(job, failPoints, host.setUp(), acks).run();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    BitSet taken = AckLog.takenIn(job.acks());
    List<NumberedMessage> waiting =
        IntStream.range(0, job.messages())
            .filter(number -> !taken.get(number))
            .mapToObj(NumberedMessage::new)
            .toList();
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < DELIVERING_THREADS; i++) {
      work.add(threads.submit(() -> orEnd(() -> deliver(waiting, next))));
    }
    work.add(threads.submit(() -> orEnd(this::eraseVictims)));
    Future<?> catchUp = threads.submit(() -> orEnd(this::catchUp));
    for (Future<?> part : work) {
      part.get();
    }
    delivered.set(true);
    catchUp.get();
    threads.shutdown();
  }

  /** A thread that fails silently would leave its part undone. */
  private static void orEnd(Callable<Boolean> work) {
    try {
      work.call();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(FAILED);
    }
  }

  private boolean deliver(List<NumberedMessage> waiting, AtomicInteger next) throws Exception {
    for (int i = next.getAndIncrement(); i < waiting.size(); i = next.getAndIncrement()) {
      NumberedMessage message = waiting.get(i);
      FailPoint.Activity activity =
          message.large() ? FailPoint.Activity.LARGE_DELIVERY : FailPoint.Activity.DELIVERY;
      SmtpReply reply = failPoints.during(activity, () -> host.deliver(message));
      while (!reply.positive()) {
        acks.notTaken(message.number(), reply.toString());
        if (reply.permanent()) {
          Runtime.getRuntime().halt(REFUSED_FOR_GOOD);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        reply = failPoints.during(activity, () -> host.deliver(message));
      }
      acks.taken(message.number());
    }
    return true;
  }

  private boolean catchUp() throws Exception {
    boolean more = true;
    while (more || !delivered.get()) {
      more =
          failPoints.during(
              FailPoint.Activity.CATCH_UP,
              () -> orFalse(() -> host.melme().housekeeping().runOnce()));
      if (!more) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return true;
  }

  private boolean eraseVictims() throws Exception {
    for (int victim = 0; victim < job.victims(); victim++) {
      String slug = "victim-" + ProcessHandle.current().pid() + "-" + victim;
      orFalse(
          () -> {
            host.setUp(slug);
            return fillAndErase(slug);
          });
    }
    return true;
  }

  private boolean fillAndErase(String slug) throws Exception {
    MailboxId id = host.mailbox(slug);
    for (int number = 0; number < VICTIM_MESSAGES; number++) {
      host.deliver(new NumberedMessage(number), slug);
    }
    List<MessageId> ids =
        host.store().messages().list(id, Optional.empty(), VICTIM_MESSAGES / 2).stream()
            .map(MessageSummary::id)
            .toList();
    if (!ids.isEmpty()) {
      host.store().messages().erase(id, ids);
    }
    // More than now: what was erased in this very millisecond is meant as well.
    Instant before = host.store().now().plusMillis(1);
    failPoints.during(FailPoint.Activity.PRUNE, () -> host.store().prune(before, 1000));
    return failPoints.during(
        FailPoint.Activity.MAILBOX_ERASE, () -> host.melme().admin().deleteMailbox(id));
  }

  /** What work other than deliveries may meet while the database is away. */
  private static boolean orFalse(Callable<Boolean> work) throws Exception {
    try {
      return work.call();
    } catch (StoreException e) {
      if (!e.retryable()) {
        throw e;
      }
      return false;
    }
  }
}
