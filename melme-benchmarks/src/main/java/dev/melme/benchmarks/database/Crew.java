package dev.melme.benchmarks.database;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that do what is measured: as many as a side has tasks. */
final class Crew implements AutoCloseable {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ExecutorService pool = Executors.newCachedThreadPool();

  /** Lets a side work for some time. */
  Figures run(Side side, Duration window) throws InterruptedException, ExecutionException {
    List<Callable<Share>> workers =
        side.tasks().stream().<Callable<Share>>map(task -> () -> work(task, window)).toList();
    double opsPerSecond = 0;
    long operations = 0;
    long allocated = 0;
    for (Future<Share> worker : pool.invokeAll(workers)) {
      Share share = worker.get();
      opsPerSecond += share.operations * 1e9 / share.nanos;
      operations += share.operations;
      allocated += share.allocatedBytes;
    }
    return new Figures(opsPerSecond, (double) allocated / operations);
  }

  private static Share work(Side.Task task, Duration window) throws Exception {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    long operations = 0;
    long nanos;
    do {
      task.run();
      operations++;
      nanos = System.nanoTime() - start;
    } while (nanos < window.toNanos());
    return new Share(operations, nanos, THREADS.getCurrentThreadAllocatedBytes() - allocated);
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /**
   * What came of a window.
   *
   * @param opsPerSecond of all threads together
   * @param bytesPerOp allocated on the heap by these threads
   */
  record Figures(double opsPerSecond, double bytesPerOp) {}

  private record Share(long operations, long nanos, long allocatedBytes) {}
}
