package dev.melme.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Hostile messages, each the first that a JVM with a heap of 64 MB takes. */
final class AttackRows {

  private static final int ROUNDS = 5;
  private static final List<String> JVM = List.of("-Xmx64m", "-XX:+UseSerialGC");

  private AttackRows() {}

  static List<Row> rows() {
    return Arrays.stream(Attack.values())
        .<Row>map(
            attack ->
                ForkedRow.alone("attack." + attack.label(), new AttackMeasurement(attack))
                    .rounds(ROUNDS))
        .toList();
  }

  /** One delivery; more heap than it may have ends it with an error. */
  private record AttackMeasurement(Attack attack) implements Measurement {
    @Override
    public Sample measure(Path log) {
      try (TemporaryFile file = TemporaryFile.written(attack::write)) {
        ChildJvm.Answer answer =
            ChildJvm.run(
                AttackDelivery.class,
                JVM,
                List.of(file.path().toString()),
                ChildJvm.TWO_MINUTES,
                log);
        String[] figures = answer.line().split(" ", -1);
        return new Sample(1 / Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
      } catch (IOException e) {
        throw new MeasurementException("The message was not written", e);
      }
    }
  }
}
