package dev.melme.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.melme.jdbc.FailPoint.Activity;
import dev.melme.jdbc.FailPoint.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Kills hosts, and servers, on one database, one after the other; in the end the senders send what
 * they have no 250 for, and the mail is compared with what they were told.
 */
final class CrashCampaign {

  private static final List<FailPoint> FAIL_POINTS =
      List.of(
          point(Activity.DELIVERY, Moment.BEFORE_COMMIT, 0),
          point(Activity.DELIVERY, Moment.AFTER_COMMIT, 0),
          point(Activity.LARGE_DELIVERY, Moment.AFTER_STATEMENT, 3),
          point(Activity.CATCH_UP, Moment.BEFORE_COMMIT, 3),
          point(Activity.CATCH_UP, Moment.AFTER_STATEMENT, 3),
          point(Activity.MAILBOX_ERASE, Moment.AFTER_COMMIT, 0),
          point(Activity.PRUNE, Moment.BEFORE_COMMIT, 2),
          point(Activity.DELIVERY, Moment.AFTER_STATEMENT, 1),
          point(Activity.MAILBOX_ERASE, Moment.BEFORE_COMMIT, 0),
          point(Activity.CATCH_UP, Moment.AFTER_COMMIT, 3),
          point(Activity.LARGE_DELIVERY, Moment.BEFORE_COMMIT, 0),
          point(Activity.MAILBOX_ERASE, Moment.AFTER_STATEMENT, 4),
          point(Activity.DELIVERY, Moment.BEFORE_STATEMENT, 2),
          point(Activity.PRUNE, Moment.AFTER_STATEMENT, 2),
          point(Activity.LARGE_DELIVERY, Moment.AFTER_STATEMENT, 5));

  private static final int MESSAGES_PER_ROUND = 40;
  private static final int MOST_VICTIMS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Databases kind;
  private final Random random;
  private final CrashFigures figures;
  private final TestDatabase database;
  private final Path folder = Folders.create("crash");
  private final Path acks = folder.resolve("acks");
  private final Path log = folder.resolve("child.log");
  private int messages;
  private int rounds;

  CrashCampaign(Databases kind, Random random, CrashFigures figures) {
    this.kind = kind;
    this.random = random;
    this.figures = figures;
    this.database = kind.createDurable();
  }

  private static FailPoint point(Activity activity, Moment moment, int statement) {
    return new FailPoint(activity, moment, statement, 0);
  }

  /** Kills as often as told, beginning with a fail point of the list, then compares. */
  void run(int kills, int firstFailPoint) throws Exception {
    try (database) {
      failAt(point(Activity.MIGRATION, Moment.AFTER_STATEMENT, 1 + random.nextInt(12)));
      int failPoint = firstFailPoint;
      for (int round = 1; round < kills; round++) {
        if (round % 4 == 3) {
          killHost();
        } else if (round % 6 == 5 && kind.server().isPresent()) {
          killServer(kind.server().get());
        } else {
          FailPoint point = FAIL_POINTS.get(failPoint++ % FAIL_POINTS.size());
          failAt(point.after(random.nextInt(mostPassed(point))));
        }
      }
      compare();
      Folders.delete(folder);
    }
  }

  private static int victims(@Nullable FailPoint point) {
    boolean erasing =
        point != null
            && (point.activity() == Activity.MAILBOX_ERASE || point.activity() == Activity.PRUNE);
    return erasing ? MOST_VICTIMS : 1;
  }

  /** How often a fail point may pass first and is met for certain: by what a round does. */
  private static int mostPassed(FailPoint point) {
    return switch (point.activity()) {
      case DELIVERY -> MESSAGES_PER_ROUND / 2;
      case MAILBOX_ERASE, PRUNE -> MOST_VICTIMS;
      case CATCH_UP, LARGE_DELIVERY, MIGRATION -> 1;
    };
  }

  private void failAt(FailPoint point) throws Exception {
    try (ChildJvm child = child(point)) {
      int exitCode = child.await();
      if (exitCode == 0) {
        figures.unreached++;
      } else {
        requireEnd(child, exitCode, FailPoints.EXIT_CODE);
        figures.at(point);
        killed();
      }
    }
  }

  private void killHost() throws Exception {
    BitSet before = AckLog.takenIn(acks);
    try (ChildJvm child = child(null)) {
      int some = before.cardinality() + random.nextInt(messages - before.cardinality());
      awaitTaken(child, some);
      child.kill();
      killed();
    }
  }

  private void killServer(DatabaseServer server) throws Exception {
    BitSet before = AckLog.takenIn(acks);
    try (ChildJvm child = child(null)) {
      int some = before.cardinality() + random.nextInt(messages - before.cardinality());
      awaitTaken(child, some);
      server.kill();
      server.start();
      requireEnd(child, child.await(), 0);
      figures.serverKills++;
      figures.kills++;
    }
  }

  private ChildJvm child(@Nullable FailPoint point) {
    messages += MESSAGES_PER_ROUND;
    // Migrating takes as long as all the rest of a start, so once it is done it is left out.
    SchemaSetup setup = rounds++ < 2 ? SchemaSetup.MIGRATE : SchemaSetup.NONE;
    CrashJob job =
        new CrashJob(
            database.url(),
            database.user(),
            database.password(),
            acks,
            messages,
            victims(point),
            setup,
            point);
    return ChildJvm.start(CrashChild.class, List.of("-Xmx128m"), job.arguments(), log);
  }

  private void awaitTaken(ChildJvm child, int some) {
    Await.until(
        some + " messages are taken",
        PATIENCE,
        () -> !child.running() || taken().cardinality() > some);
  }

  private BitSet taken() {
    try {
      return AckLog.takenIn(acks);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void killed() {
    figures.kills++;
    figures.redelivered += messages - taken().cardinality();
  }

  private void requireEnd(ChildJvm child, int exitCode, int expected) throws IOException {
    if (exitCode != expected) {
      throw new AssertionError(
          "The host ended with " + exitCode + "\n" + refusals() + "\n" + child.output());
    }
  }

  private List<String> refusals() throws IOException {
    return Files.exists(acks) ? AckLog.refusalsIn(acks) : List.of();
  }

  private void compare() throws Exception {
    BitSet taken = AckLog.takenIn(acks);
    figures.messages += messages;
    figures.acknowledged += taken.cardinality();
    figures.deferred += refusals().size();
    try (HikariDataSource pool = database.pool();
        MailHost host = MailHost.start(JdbcStore.create(pool)).setUp()) {
      for (int number = 0; number < messages; number++) {
        if (!taken.get(number)) {
          assertThat(host.deliver(new NumberedMessage(number)).code())
              .as("reply to what is sent again")
              .isEqualTo(250);
        }
      }
      host.catchUp();
      MailAudit audit = MailAudit.of(host, database, messages);
      figures.add(audit);
      assertThat(audit).as("%s after %s", kind, figures).matches(MailAudit::clean);
    }
  }

  /** Where the next campaign goes on in the list. */
  static int failPointsPer(int kills) {
    return kills / 2;
  }
}
