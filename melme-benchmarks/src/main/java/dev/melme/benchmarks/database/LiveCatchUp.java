package dev.melme.benchmarks.database;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Housekeeping in a thread of its own while mail comes in, and how far it was behind. */
final class LiveCatchUp {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final MelMeOnJdbc melme;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "catch-up");
            daemon.setDaemon(true);
            return daemon;
          });
  private volatile boolean ending;
  private Future<?> running = CompletableFuture.completedFuture(null);
  private long mostPending;
  private Duration longest = Duration.ZERO;

  LiveCatchUp(MelMeOnJdbc melme) {
    this.melme = melme;
  }

  /** Waits until everything has its place, where nothing comes in. */
  static void once(MelMeOnJdbc melme) {
    LiveCatchUp catchUp = new LiveCatchUp(melme);
    catchUp.start();
    catchUp.finish();
  }

  void start() {
    ending = false;
    running = thread.submit(this::run);
  }

  private void run() {
    while (true) {
      // read before the work: what was pending when the end was asked for is done
      boolean last = ending;
      if (melme.melme().housekeeping().runOnce()) {
        continue;
      }
      if (last) {
        return;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Counts what has no place yet, and waits until all has. */
  void finish() {
    long start = System.nanoTime();
    long pending = pending();
    ending = true;
    try {
      running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Catch-up failed", e);
    }
    Duration behind = Duration.ofNanos(System.nanoTime() - start);
    if (pending() != 0) {
      throw new IllegalStateException("Catch-up ended and left messages without a place");
    }
    requireRows("melme_conversation");
    requireRows("melme_delivery_log");
    mostPending = Math.max(mostPending, pending);
    longest = behind.compareTo(longest) > 0 ? behind : longest;
  }

  /** What a host has switched on must be in the figures. */
  private void requireRows(String table) {
    if (Sql.number(
            melme.pool(), "SELECT count(*) FROM (SELECT 1 AS one FROM " + table + " LIMIT 1) few")
        == 0) {
      throw new IllegalStateException("Nothing is in " + table);
    }
  }

  private long pending() {
    return Sql.number(melme.pool(), "SELECT count(*) FROM melme_pending");
  }

  /** The worst of all windows. */
  String lag() {
    return String.format(
        Locale.ROOT,
        "catch-up: at the end of a window at most %,d pending, all placed after %.2f s",
        mostPending,
        longest.toNanos() / 1e9);
  }
}
