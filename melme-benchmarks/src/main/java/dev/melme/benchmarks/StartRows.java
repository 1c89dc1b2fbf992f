package dev.melme.benchmarks;

import dev.melme.benchmarks.sample.MessageSize;
import dev.melme.benchmarks.sample.SampleMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** From the start of a JVM to the first message that is stored. */
final class StartRows {

  private static final int ROUNDS = 21;

  private StartRows() {}

  static List<Row> rows() {
    return List.of(
        ForkedRow.compare(
                "inmemory.start",
                new StartMeasurement("ours"),
                DeliverRows.GREENMAIL + " without ports",
                new StartMeasurement("greenMail"))
            .rounds(ROUNDS));
  }

  /** One process, as a JVM starts without any option. */
  private record StartMeasurement(String host) implements Measurement {
    @Override
    public Sample measure(Path log) {
      byte[] message = SampleMessage.of(MessageSize.SMALL).numbered(1);
      try (TemporaryFile file = TemporaryFile.written(out -> out.write(message))) {
        ChildJvm.Answer answer =
            ChildJvm.run(
                FirstDelivery.class,
                List.of(),
                List.of(host, file.path().toString()),
                ChildJvm.TWO_MINUTES,
                log);
        return new Sample(1 / answer.seconds(), 0);
      } catch (IOException e) {
        throw new MeasurementException("The message was not written", e);
      }
    }
  }
}
