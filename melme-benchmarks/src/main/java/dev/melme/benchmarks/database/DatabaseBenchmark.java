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
   * Runs; prints for each round operations per second and bytes per operation of ours, then of the
   * reference if there is one, and a semicolon between rounds; after a tab the note.
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
      List<Turns.Round> rounds = new Turns(contest, window, ground.kind().settle()).run();
      System.out.println(line(rounds) + "\t" + contest.note().get());
    }
  }

  private static String line(List<Turns.Round> rounds) {
    StringJoiner line = new StringJoiner(";");
    for (Turns.Round round : rounds) {
      line.add(
          figures(round.ours())
              + round.reference().map(reference -> " " + figures(reference)).orElse(""));
    }
    return line.toString();
  }

  private static String figures(Crew.Figures figures) {
    return String.format(Locale.ROOT, "%.3f %.3f", figures.opsPerSecond(), figures.bytesPerOp());
  }
}
