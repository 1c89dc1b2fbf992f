package dev.melme.benchmarks.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.melme.Dispatcher;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import dev.melme.transport.SmtpTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends an outbox to a sink, in a JVM of its own. */
public final class DispatchBenchmark {

  private static final int CONNECTIONS = 8;
  private static final int MESSAGES = 10_000;
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 5;
  private static final int PATIENCE_SECONDS = 300;

  private final DatabaseKind kind;
  private final MelMeOnJdbc melme;
  private final FilledOutbox outbox;
  private final SmtpSink sink;
  private final SmtpSource source;
  private final Path message;
  private final Semaphore sent;

  private DispatchBenchmark(
      DatabaseKind kind,
      MelMeOnJdbc melme,
      byte[] bytes,
      SmtpSink sink,
      SmtpSource source,
      Path message,
      Semaphore sent) {
    this.kind = kind;
    this.melme = melme;
    this.outbox = new FilledOutbox(melme.store(), melme.mailbox(0), bytes);
    this.sink = sink;
    this.source = source;
    this.message = message;
    this.sent = sent;
  }

  /**
   * Runs; prints for each round messages per second of ours and of the reference, each with a zero
   * for the bytes that are not counted; after a tab the note.
   *
   * @param arguments {@link DatabaseKind}, {@link SmtpSource}, URL, user, password
   */
  public static void main(String[] arguments) throws Exception {
    JdbcAddress address = new JdbcAddress(arguments[2], arguments[3], arguments[4]);
    byte[] bytes = SampleMessage.of(MessageSize.SMALL).numbered(1);
    Path message = Files.createTempFile("melme-dispatch", ".eml");
    Semaphore sent = new Semaphore(0);
    try (SmtpSink sink = SmtpSink.start();
        MelMeOnJdbc melme =
            MelMeOnJdbc.open(
                address,
                CONNECTIONS,
                builder ->
                    builder
                        .transport(SmtpTransport.to("127.0.0.1").port(sink.port()).build())
                        .outboundListener(
                            outbound -> sent.release(isSent(outbound)), Runnable::run))) {
      Files.writeString(message, new String(bytes, US_ASCII).replace("\r\n", "\n"), US_ASCII);
      DatabaseKind kind = DatabaseKind.valueOf(arguments[0]);
      System.out.println(
          new DispatchBenchmark(
                      kind, melme, bytes, sink, SmtpSource.valueOf(arguments[1]), message, sent)
                  .rounds()
              + "\t"
              + CONNECTIONS
              + " connections");
    } finally {
      Files.delete(message);
    }
  }

  private static int isSent(Outbound outbound) {
    if (outbound.state() != OutboundState.SENT) {
      throw new IllegalStateException("A message is " + outbound.state());
    }
    return 1;
  }

  private String rounds() throws InterruptedException, ExecutionException {
    StringJoiner line = new StringJoiner(";");
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      outbox.add(MESSAGES);
      Sql.execute(melme.pool(), kind.settle());
      String figures =
          String.format(
              Locale.ROOT,
              "%.3f 0 %.3f 0",
              MESSAGES / dispatch(),
              MESSAGES / source.send(message, CONNECTIONS, MESSAGES, sink.port()));
      System.err.println((round < 0 ? "warm-up " : "") + figures);
      if (round >= 0) {
        line.add(figures);
      }
    }
    return line.toString();
  }

  /** From nothing to the last message that is stored as sent, in seconds. */
  private double dispatch() throws InterruptedException {
    long start = System.nanoTime();
    Dispatcher.Running running = melme.melme().dispatcher().start(CONNECTIONS);
    try (running) {
      if (!sent.tryAcquire(MESSAGES, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Not all messages were sent in time");
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
