package dev.melme.benchmarks.database;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Holds one contest, in a JVM of its own. */
public final class DatabaseBenchmark {

  private static final Duration READING = Duration.ofSeconds(1);

  private DatabaseBenchmark() {}

  /**
   * Runs; prints operations per second and bytes per operation of ours, then of the reference, and
   * so on, and after a tab the note.
   *
   * @param arguments {@link DatabaseKind}, {@link Workload}, URL, user, password, and whether an
   *     earlier contest has filled the database
   */
  public static void main(String[] arguments) throws Exception {
    Workload workload = Workload.valueOf(arguments[1]);
    Ground ground =
        new Ground(
            DatabaseKind.valueOf(arguments[0]),
            new JdbcAddress(arguments[2], arguments[3], arguments[4]),
            Boolean.parseBoolean(arguments[5]));
    try (Contest contest = workload.open(ground)) {
      Duration window = workload.delivers() ? ground.kind().window() : READING;
      List<Crew.Figures> figures = new Turns(contest, window, ground.kind().settle()).run();
      System.out.println(line(figures) + "\t" + contest.note().get());
    }
  }

  private static String line(List<Crew.Figures> figures) {
    StringJoiner line = new StringJoiner(" ");
    for (Crew.Figures each : figures) {
      line.add(String.format(Locale.ROOT, "%.3f %.3f", each.opsPerSecond(), each.bytesPerOp()));
    }
    return line.toString();
  }
}
