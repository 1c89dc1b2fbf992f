package dev.melme.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed again and again while many send. Senders behave as mail servers do: what
 * was not acknowledged is sent again, the very same bytes.
 *
 * <p>Five kills, or as many as {@code -Dmelme.kills=} says.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class KillProcessTest {

  private static final int KILLS = Integer.getInteger("melme.kills", 5);
  private static final int SENDERS = 4;
  private static final int MIN_ACKS_BETWEEN_KILLS = 15;
  private static final long ACK_PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  /** SHA-256 of each message that was acknowledged. */
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
  private final Semaphore acks = new Semaphore(0);
  private final AtomicInteger interrupted = new AtomicInteger();
  private final AtomicInteger recognised = new AtomicInteger();
  private volatile int port;
  private volatile boolean enough;

  @Test
  void nothing_that_was_acknowledged_is_lost_or_there_twice() throws Exception {
    List<Thread> senders = new ArrayList<>();
    Random moment = new Random(1);
    ProgramProcess program = serve();
    try {
      for (int sender = 0; sender < SENDERS; sender++) {
        senders.add(startSender(sender));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        awaitAcks(MIN_ACKS_BETWEEN_KILLS + moment.nextInt(30));
        program.kill();
        program = serve();
      }
      awaitAcks(MIN_ACKS_BETWEEN_KILLS);
      enough = true;
      for (Thread sender : senders) {
        sender.join();
      }
      program.kill();
    } finally {
      enough = true;
      program.close();
    }
    assertThat(surprises).isEmpty();

    ProgramRun export =
        ProgramProcess.run(folder, Map.of(), "export", "--mailbox", "support-inbox", "out");

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(digestsOfExported()).containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(interrupted).as("sessions cut by a kill").hasPositiveValue();
    System.out.printf(
        "%d kills, %d messages acknowledged, %d sessions cut, %d redeliveries recognised%n",
        KILLS, acknowledged.size(), interrupted.get(), recognised.get());
  }

  private ProgramProcess serve() throws IOException {
    ProgramProcess program = ProgramProcess.serve(folder, Map.of());
    port = program.port();
    program.ignoreOutput();
    return program;
  }

  private void awaitAcks(int count) throws InterruptedException {
    assertThat(acks.tryAcquire(count, ACK_PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("%s acknowledgements in time; %s", count, surprises)
        .isTrue();
  }

  private Thread startSender(int number) {
    Thread sender = new Thread(() -> send(number), "sender-" + number);
    sender.setDaemon(true);
    sender.start();
    return sender;
  }

  /** Ends only when its last message is acknowledged. */
  private void send(int sender) {
    try {
      Random sizes = new Random(sender);
      for (int count = 0; !enough; count++) {
        deliverUntilAcknowledged(message(sender + "-" + count, sizes));
      }
    } catch (Exception | AssertionError surprise) {
      surprises.add(surprise);
    }
  }

  private void deliverUntilAcknowledged(byte[] message) throws InterruptedException {
    @Nullable String reply = null;
    while (reply == null) {
      reply = tryToDeliver(message);
    }
    assertThat(reply).startsWith("250 2.0.0 Message stored");
    if (reply.endsWith("already")) {
      recognised.incrementAndGet();
    }
    assertThat(acknowledged.add(sha256(message))).isTrue();
    acks.release();
  }

  /** Null when the session was cut, or nobody listens yet. */
  private @Nullable String tryToDeliver(byte[] message) throws InterruptedException {
    int before = port;
    SmtpClient client;
    try {
      client = new SmtpClient(before);
    } catch (IOException notBackYet) {
      TimeUnit.MILLISECONDS.sleep(20);
      return null;
    }
    try (client) {
      return client.deliver("support@acme.example", message);
    } catch (IOException cut) {
      interrupted.incrementAndGet();
      return null;
    }
  }

  /** Most are small; some are kept in a file while they come in, and in several rows. */
  private static byte[] message(String id, Random sizes) {
    int lines = sizes.nextInt(8) == 0 ? 8_000 : 1 + sizes.nextInt(200);
    StringBuilder text = new StringBuilder("From: joe@sender.example\r\nMessage-ID: <");
    text.append(id).append("@sender.example>\r\nSubject: ").append(id).append("\r\n\r\n");
    for (int line = 0; line < lines; line++) {
      text.append(line).append(" \u00e9 ").append(Long.toHexString(sizes.nextLong()));
      text.append(" ".repeat(40)).append("\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private List<String> digestsOfExported() throws IOException {
    List<String> digests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.toList()) {
        digests.add(sha256(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
  }
}
