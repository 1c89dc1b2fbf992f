package dev.melme.benchmarks;

import dev.melme.benchmarks.database.DatabaseBenchmark;
import dev.melme.benchmarks.database.DatabaseKind;
import dev.melme.benchmarks.database.JdbcAddress;
import dev.melme.benchmarks.database.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row whose two sides share one database and one JVM, in which they take turns; or ours alone.
 *
 * @param kind the database
 * @param workload what is done
 * @param databases where
 */
record DatabaseRow(DatabaseKind kind, Workload workload, Databases databases) implements Row {

  private static final Duration MOST = Duration.ofMinutes(15);
  private static final List<String> JVM =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  @Override
  public String key() {
    return kind.label() + "." + workload.label();
  }

  @Override
  public Result measure(Logs logs) {
    Databases.Lent database = databases.lend(kind, workload, logs);
    try {
      String line =
          ChildJvm.run(
                  DatabaseBenchmark.class,
                  JVM,
                  arguments(database),
                  MOST,
                  logs.of(key(), "both", 1))
              .line();
      databases.keep(kind, workload);
      return result(line);
    } catch (IOException e) {
      throw new MeasurementException("No JVM was started", e);
    }
  }

  private List<String> arguments(Databases.Lent database) {
    JdbcAddress address = database.address();
    return List.of(
        kind.name(),
        workload.name(),
        address.url(),
        address.user(),
        address.password(),
        Boolean.toString(database.filled()));
  }

  private Result result(String line) {
    Result result = result(key(), workload.reference(), line);
    return workload
        .limit()
        .map(
            limit ->
                new Result(
                    result.key(),
                    result.referenceName(),
                    result.ours(),
                    result.reference(),
                    time(result.ours())))
        .orElse(result);
  }

  /** What a JVM that measured both sides printed. */
  static Result result(String key, String reference, String line) {
    String[] parts = line.split("\t", 2);
    List<Sample> mine = new ArrayList<>();
    List<Sample> theirs = new ArrayList<>();
    for (String round : parts[0].split(";", -1)) {
      String[] figures = round.split(" ", -1);
      mine.add(sample(figures[0], figures[1]));
      if (figures.length > 2) {
        theirs.add(sample(figures[2], figures[3]));
      }
    }
    return new Result(key, Optional.of(reference), mine, theirs, parts[1]);
  }

  /** Where there is a limit. */
  private static String time(List<Sample> samples) {
    return String.format(Locale.ROOT, "%.3f ms", 1_000 / Sample.median(samples).opsPerSecond());
  }

  private static Sample sample(String opsPerSecond, String bytesPerOp) {
    return new Sample(Double.parseDouble(opsPerSecond), Double.parseDouble(bytesPerOp));
  }
}
