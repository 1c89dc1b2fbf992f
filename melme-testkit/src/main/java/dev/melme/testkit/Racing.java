package dev.melme.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets threads do something at once and waits for all of them, but not for ever. */
final class Racing {

  private static final int PATIENCE_SECONDS = 60;

  private Racing() {}

  /** What one of the threads does. */
  @FunctionalInterface
  interface Runner<T> {
    T run(int thread) throws Exception;
  }

  /** Starts all threads at one moment; their answers in the order of their numbers. */
  static <T> List<T> run(int threads, Runner<T> runner) {
    CountDownLatch ready = new CountDownLatch(threads);
    List<FutureTask<T>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      FutureTask<T> task =
          new FutureTask<>(
              () -> {
                ready.countDown();
                ready.await();
                return runner.run(number);
              });
      Thread thread = new Thread(task, "contract-" + i);
      thread.setDaemon(true); // one that never ends must not keep the tests from ending
      thread.start();
      tasks.add(task);
    }
    List<T> answers = new ArrayList<>();
    for (FutureTask<T> task : tasks) {
      answers.add(answer(task));
    }
    return answers;
  }

  private static <T> T answer(FutureTask<T> task) {
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "A call did not return within " + PATIENCE_SECONDS + " s. Look for a deadlock", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The test was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw new AssertionError("One of the racing threads failed with " + e.getCause(), e);
    }
  }
}
