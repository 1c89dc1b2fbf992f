package dev.melme.benchmarks;

import dev.melme.benchmarks.database.DatabaseKind;
import dev.melme.benchmarks.database.DispatchBenchmark;
import dev.melme.benchmarks.database.JdbcAddress;
import dev.melme.benchmarks.database.SmtpSink;
import dev.melme.benchmarks.database.SmtpSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * An outbox that is sent to a sink, against a program that sends to the same sink and stores
 * nothing.
 *
 * @param key what it is called
 * @param kind the database of the outbox
 * @param source how the reference sends
 * @param databases where
 */
record DispatchRow(String key, DatabaseKind kind, SmtpSource source, Databases databases)
    implements Row {

  private static final Duration MOST = Duration.ofMinutes(15);
  private static final List<String> JVM =
      List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  static List<Row> rows(Databases databases) {
    DatabaseKind kind = DatabaseKind.POSTGRESQL;
    String key = "postgresql.dispatch.4KiB";
    return List.of(
        new DispatchRow(key, kind, SmtpSource.AS_IT_COMES, databases),
        new DispatchRow(key + ".kept", kind, SmtpSource.KEEPING_CONNECTIONS, databases));
  }

  @Override
  public Result measure(Logs logs) {
    SmtpSink.require();
    JdbcAddress address = databases.empty(kind, "dispatch", logs);
    try {
      String line =
          ChildJvm.run(
                  DispatchBenchmark.class,
                  JVM,
                  List.of(
                      kind.name(),
                      source.name(),
                      address.url(),
                      address.user(),
                      address.password()),
                  MOST,
                  logs.of(key, "both", 1))
              .line();
      return DatabaseRow.result(key, source.label(), line);
    } catch (IOException e) {
      throw new MeasurementException("No JVM was started", e);
    }
  }
}
