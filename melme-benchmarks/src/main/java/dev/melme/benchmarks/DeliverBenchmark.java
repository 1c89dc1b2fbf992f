package dev.melme.benchmarks;

import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What RCPT and DATA cost: distinct messages come in, each for one recipient, and are stored.
 *
 * <p>One call delivers a whole batch, by as many threads as asked for; as many messages as JMH was
 * told that a call has operations. Between calls, outside what is measured, the messages are
 * counted and the host is emptied.
 */
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliverBenchmark {

  private static final int RECIPIENTS = 16;

  /** A host, and the threads that deliver to it. */
  @State(Scope.Benchmark)
  public abstract static class Batch {

    /** The messages, see {@link MessageSize}. */
    @Param({"4KiB", "100KiB", "5MiB"})
    String size;

    /** How many of them are delivered at the same time. */
    @Param({"1", "8"})
    int threads;

    private final AtomicLong next = new AtomicLong();
    private final List<Callable<Void>> workers = new ArrayList<>();
    private MailHost host;
    private ExecutorService pool;
    private int messages;
    private long end;

    abstract MailHost newHost(int recipients);

    /** Starts the threads, each with a message of its own. */
    @Setup(Level.Trial)
    public void start(BenchmarkParams params) {
      messages = params.getOpsPerInvocation();
      host = newHost(RECIPIENTS);
      pool = Executors.newFixedThreadPool(threads);
      for (int i = 0; i < threads; i++) {
        SampleMessage message = SampleMessage.of(MessageSize.named(size));
        workers.add(
            () -> {
              deliver(message);
              return null;
            });
      }
    }

    /** Makes room. */
    @Setup(Level.Invocation)
    public void empty() {
      host.empty();
      end = next.get() + messages;
    }

    void run() throws InterruptedException, ExecutionException {
      for (Future<Void> worker : pool.invokeAll(workers)) {
        worker.get();
      }
    }

    /** Takes numbers as long as there are any, so that all threads end together. */
    private void deliver(SampleMessage message) {
      for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
        String recipient = MailHost.recipient((int) (number % RECIPIENTS));
        host.deliver(MailHost.SENDER, recipient, message.numbered(number));
      }
    }

    /** Every message is there. */
    @TearDown(Level.Invocation)
    public void count() {
      long stored = host.stored();
      if (stored != messages) {
        throw new IllegalStateException("Stored " + stored + " messages of " + messages);
      }
      next.set(end);
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void stop() {
      pool.shutdown();
    }
  }

  /** MelMe. */
  public static class Ours extends Batch {
    @Override
    MailHost newHost(int recipients) {
      return new MelMeHost(recipients);
    }
  }

  /** GreenMail. */
  public static class Reference extends Batch {
    @Override
    MailHost newHost(int recipients) {
      return new GreenMailHost(recipients);
    }
  }

  /** Delivers to MelMe. */
  @Benchmark
  public void ours(Ours ours) throws InterruptedException, ExecutionException {
    ours.run();
  }

  /** Delivers to GreenMail. */
  @Benchmark
  public void greenMail(Reference reference) throws InterruptedException, ExecutionException {
    reference.run();
  }
}
