package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.examples.MailRecorder.Taken;
import dev.melme.examples.smtp.SmtpServer;
import dev.melme.examples.smtp.SmtpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host is killed again and again while it sends, at steps of its conversations with the next
 * system: nothing is lost, and what comes twice was not known to have been taken, and is the very
 * same message.
 *
 * <p>Five kills, or as many as {@code -Dmelme.dispatch.kills=} says.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class DispatchCrashTest {

  private static final int KILLS = Integer.getInteger("melme.dispatch.kills", 5);
  private static final int MESSAGES_PER_KILL = 100;
  private static final int MOST_STEPS = 300;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  private final MailRecorder recorder = new MailRecorder();
  private final int messages = (KILLS + 1) * MESSAGES_PER_KILL;

  /** A recipient of a message. */
  private record Target(int number, EmailAddress recipient) {}

  @Test
  void nothing_is_lost_and_only_what_nobody_knew_about_comes_twice() throws Exception {
    Random random = new Random(Long.getLong("melme.dispatch.seed", 1));
    int killed = 0;
    try (SmtpServer server = new SmtpServer(SmtpSettings.onLoopback(0), recorder).start()) {
      boolean done = false;
      for (int run = 0; !done; run++) {
        recorder.run = run;
        Process host = start(server.port(), run);
        try {
          if (run < KILLS) {
            killAtStep(host, 1 + random.nextInt(MOST_STEPS));
          }
          assertThat(host.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(output()).isTrue();
          done = host.exitValue() == 0;
          killed += done ? 0 : 1;
          assertThat(done || run < KILLS).as(output()).isTrue();
        } finally {
          recorder.atStep = () -> {};
          host.destroyForcibly();
        }
      }
    }

    assertThat(killed).as("there was enough to do").isEqualTo(KILLS);
    assertThat(recorder.taken).allMatch(Taken::sameBytes);
    Map<Target, List<Integer>> runs = runsByTarget();
    assertThat(runs.keySet()).isEqualTo(everybody());
    int twice = requireOnlyAmbiguous(runs);
    System.out.printf(
        "%d kills, %d messages to %d recipients, %d came again without having been settled%n",
        killed, messages, runs.size(), twice);
  }

  /** The step is one of any connection: a recipient, or the end of a message. */
  private void killAtStep(Process host, int step) {
    AtomicInteger left = new AtomicInteger(step);
    recorder.atStep =
        () -> {
          if (left.decrementAndGet() == 0) {
            host.destroyForcibly();
          }
        };
  }

  private Process start(int port, int run) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), DispatchingHost.class.getName()));
    command.addAll(
        List.of(
            folder.resolve("data").toString(),
            Integer.toString(port),
            folder.resolve("settled").toString(),
            Integer.toString(run),
            Integer.toString(run == 0 ? messages : 0)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** In which runs each recipient got each message, in their order. */
  private Map<Target, List<Integer>> runsByTarget() {
    Map<Target, List<Integer>> runs = new HashMap<>();
    for (Taken taken : recorder.taken) {
      runs.computeIfAbsent(
              new Target(taken.number(), taken.recipient()), target -> new ArrayList<>())
          .add(taken.run());
    }
    return runs;
  }

  private Set<Target> everybody() {
    Set<Target> everybody = new HashSet<>();
    for (int number = 0; number < messages; number++) {
      for (EmailAddress recipient : new NumberedLetter(number).recipients()) {
        everybody.add(new Target(number, recipient));
      }
    }
    return everybody;
  }

  /** Who got a message again was not settled by a process before; nobody gets it twice from one. */
  private int requireOnlyAmbiguous(Map<Target, List<Integer>> runs) throws IOException {
    Map<Target, Integer> settled = firstSettled();
    int twice = 0;
    for (Map.Entry<Target, List<Integer>> each : runs.entrySet()) {
      List<Integer> got = each.getValue();
      assertThat(got).as("runs in which %s came", each.getKey()).doesNotHaveDuplicates();
      int last = got.get(got.size() - 1);
      // one that was killed between the store and its note told nobody
      assertThat(settled.getOrDefault(each.getKey(), last))
          .as("%s came in the runs %s", each.getKey(), got)
          .isGreaterThanOrEqualTo(last);
      twice += got.size() - 1;
    }
    return twice;
  }

  /** By which run each was first told to be sent. */
  private Map<Target, Integer> firstSettled() throws IOException {
    Map<Target, Integer> first = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("settled"))) {
      String[] parts = line.split(" ", -1);
      first.putIfAbsent(
          new Target(Integer.parseInt(parts[1]), EmailAddress.parse(parts[2])),
          Integer.valueOf(parts[0]));
    }
    return first;
  }
}
