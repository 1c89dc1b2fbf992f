package dev.melme.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One fork of a JMH benchmark. Warm-up and iterations are what its class says.
 *
 * @param benchmark the class
 * @param method one of its benchmark methods
 * @param operations how many operations one call of that method is
 * @param heap the heap, all of it touched before the start
 * @param parameters a value for each {@code @Param}
 * @param jvmArguments more arguments of the JVM
 */
record JmhMeasurement(
    Class<?> benchmark,
    String method,
    int operations,
    String heap,
    Map<String, String> parameters,
    List<String> jvmArguments)
    implements Measurement {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  JmhMeasurement {
    parameters = Map.copyOf(parameters);
    jvmArguments = List.copyOf(jvmArguments);
  }

  static JmhMeasurement of(Class<?> benchmark, String method) {
    return new JmhMeasurement(benchmark, method, 1, "512m", Map.of(), List.of());
  }

  JmhMeasurement operations(int perCall) {
    return new JmhMeasurement(benchmark, method, perCall, heap, parameters, jvmArguments);
  }

  JmhMeasurement heap(String size) {
    return new JmhMeasurement(benchmark, method, operations, size, parameters, jvmArguments);
  }

  JmhMeasurement with(String parameter, String value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(parameter, value);
    return new JmhMeasurement(benchmark, method, operations, heap, more, jvmArguments);
  }

  JmhMeasurement jvm(String argument) {
    List<String> more = new ArrayList<>(jvmArguments);
    more.add(argument);
    return new JmhMeasurement(benchmark, method, operations, heap, parameters, more);
  }

  @Override
  public Sample measure(Path log) {
    try {
      return sample(new Runner(options(log).build()).run());
    } catch (RunnerException e) {
      throw new MeasurementException("JMH failed, see " + log, e);
    }
  }

  private ChainedOptionsBuilder options(Path log) {
    // with the default collector, figures that depend on allocation vary 15-fold
    List<String> jvm =
        new ArrayList<>(
            List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    jvm.addAll(jvmArguments);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(benchmark.getName() + "." + method) + "$")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .operationsPerInvocation(operations)
            .forks(1)
            .jvmArgs(jvm.toArray(String[]::new))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .timeout(TimeValue.minutes(3))
            .output(log.toString());
    parameters.forEach(options::param);
    return options;
  }

  private Sample sample(Collection<RunResult> results) {
    if (results.size() != 1) {
      throw new MeasurementException(
          benchmark.getSimpleName() + "." + method + " has " + results.size() + " results", null);
    }
    RunResult result = results.iterator().next();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    if (allocated == null) {
      throw new MeasurementException("JMH does not know what was allocated", null);
    }
    return new Sample(median(result.getPrimaryResult()), median(allocated));
  }

  private static double median(Result<?> result) {
    return result.getStatistics().getPercentile(50);
  }
}
