/**
 * Benchmarks: ours against a reference, measured in turns, written as one table.
 *
 * <pre>
 * run.sh --&gt; Benchmarks --(regex over keys)--&gt; Row: ours, reference --&gt; Table --&gt; table.tsv
 *                                                |
 *                                  Measurement: one fresh JVM per sample
 *                                    |-- JmhMeasurement      RouteBenchmark, DeliverBenchmark
 *                                    |-- StartMeasurement    FirstDelivery
 *                                    '-- AttackMeasurement   AttackDelivery
 * </pre>
 *
 * <p>To add rows: make a class with a {@code static List<Row> rows()} and name it in {@link
 * dev.melme.benchmarks.Benchmarks}.
 */
@NullMarked
package dev.melme.benchmarks;

import org.jspecify.annotations.NullMarked;
