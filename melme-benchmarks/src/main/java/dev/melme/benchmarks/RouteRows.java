package dev.melme.benchmarks;

import java.util.List;

/** Routing against the least that can be done: lower case and a hash map. */
final class RouteRows {

  private static final String REFERENCE = "toLowerCase + ConcurrentHashMap.get";

  private RouteRows() {}

  static List<Row> rows() {
    return List.of(
        row("inmemory.route.1k", "ours", 1_000, "512m"),
        row("inmemory.route.100k", "ours", 100_000, "512m"),
        row("inmemory.route.1M", "ours", 1_000_000, "2g"),
        row("inmemory.route.text.1k", "oursFromText", 1_000, "512m"));
  }

  private static Row row(String key, String method, int aliases, String heap) {
    return ForkedRow.compare(
        key, measurement(method, aliases, heap), REFERENCE, measurement("map", aliases, heap));
  }

  private static JmhMeasurement measurement(String method, int aliases, String heap) {
    return JmhMeasurement.of(RouteBenchmark.class, method)
        .with("aliases", Integer.toString(aliases))
        .heap(heap);
  }
}
