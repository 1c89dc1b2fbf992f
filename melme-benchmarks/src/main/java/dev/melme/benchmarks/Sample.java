package dev.melme.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one JVM measured.
 *
 * @param opsPerSecond operations per second, of all threads together
 * @param bytesPerOp bytes allocated on the heap per operation, or 0 when not counted
 */
record Sample(double opsPerSecond, double bytesPerOp) {

  Sample {
    if (!(opsPerSecond > 0) || Double.isInfinite(opsPerSecond) || !(bytesPerOp >= 0)) {
      throw new MeasurementException(
          "Not a result: " + opsPerSecond + " ops/s, " + bytesPerOp + " bytes/op", null);
    }
  }

  /** The median of each figure on its own. */
  static Sample median(List<Sample> samples) {
    return new Sample(median(samples, Sample::opsPerSecond), median(samples, Sample::bytesPerOp));
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** How far the samples are apart, in percent of the lowest. */
  static double spreadPercent(List<Sample> samples) {
    double lowest = samples.stream().mapToDouble(Sample::opsPerSecond).min().orElseThrow();
    double highest = samples.stream().mapToDouble(Sample::opsPerSecond).max().orElseThrow();
    return 100 * (highest - lowest) / lowest;
  }
}
