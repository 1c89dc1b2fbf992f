package dev.melme.benchmarks;

import dev.melme.benchmarks.database.DatabaseBenchmark;
import dev.melme.benchmarks.database.DatabaseKind;
import dev.melme.benchmarks.database.JdbcAddress;
import dev.melme.benchmarks.database.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row whose two sides share one database and one JVM, in which they take turns.
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
    String[] parts = line.split("\t", 2);
    String[] figures = parts[0].split(" ", -1);
    List<Sample> ours = new ArrayList<>();
    List<Sample> reference = new ArrayList<>();
    for (int i = 0; i < figures.length; i += 4) {
      ours.add(sample(figures[i], figures[i + 1]));
      reference.add(sample(figures[i + 2], figures[i + 3]));
    }
    return new Result(key(), Optional.of(workload.reference()), ours, reference, parts[1]);
  }

  private static Sample sample(String opsPerSecond, String bytesPerOp) {
    return new Sample(Double.parseDouble(opsPerSecond), Double.parseDouble(bytesPerOp));
  }
}
