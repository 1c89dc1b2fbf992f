package dev.melme.benchmarks;

import java.nio.file.Path;

/** Something that can be measured as often as wanted, each time in a fresh JVM. */
interface Measurement {

  /**
   * Measures once.
   *
   * @param log where whatever the JVM prints goes
   * @return what was measured
   * @throws MeasurementException when there is no result
   */
  Sample measure(Path log);
}
