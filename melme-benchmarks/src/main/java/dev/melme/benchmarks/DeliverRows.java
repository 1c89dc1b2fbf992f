package dev.melme.benchmarks;

import dev.melme.benchmarks.sample.MessageSize;
import java.util.ArrayList;
import java.util.List;

/** Delivery against GreenMail, as it comes and tuned. */
final class DeliverRows {

  static final String GREENMAIL = "GreenMail 2.1.13";

  /**
   * Without it, jakarta.mail searches the class path for its provider once per header it parses.
   */
  private static final String STREAM_PROVIDER =
      "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider";

  private DeliverRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (MessageSize size : MessageSize.values()) {
      for (int threads : List.of(1, 8)) {
        String key = "inmemory.deliver." + size.label() + "." + threads + "t";
        JmhMeasurement ours = measurement("ours", size, threads);
        JmhMeasurement greenMail = measurement("greenMail", size, threads);
        rows.add(ForkedRow.compare(key, ours, GREENMAIL, greenMail));
        rows.add(
            ForkedRow.compare(
                key + ".tuned",
                ours,
                GREENMAIL + " with a stream provider set",
                greenMail.jvm(STREAM_PROVIDER)));
      }
    }
    return rows;
  }

  private static JmhMeasurement measurement(String method, MessageSize size, int threads) {
    return JmhMeasurement.of(DeliverBenchmark.class, method)
        .with("size", size.label())
        .with("threads", Integer.toString(threads))
        .operations(size.batch())
        .heap(size.heap());
  }
}
