package dev.melme.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the table.
 *
 * @param key what it is called
 * @param referenceName what it was compared with, if anything
 * @param ours one sample for each round
 * @param reference one sample for each round, or none
 * @param note what else was seen, for people; may be empty
 */
record Result(
    String key,
    Optional<String> referenceName,
    List<Sample> ours,
    List<Sample> reference,
    String note) {

  static final List<String> COLUMNS =
      List.of(
          "key",
          "ours (ops/s)",
          "reference (what it is)",
          "reference (ops/s)",
          "ratio (ours / reference)",
          "bytes/op");

  /** The cells under {@link #COLUMNS}; figures as plain decimals with a point. */
  List<String> cells() {
    Sample mine = Sample.median(ours);
    double theirs = reference.isEmpty() ? 0 : Sample.median(reference).opsPerSecond();
    return List.of(
        key,
        decimal(mine.opsPerSecond()),
        referenceName.orElse("none"),
        decimal(theirs),
        decimal(theirs == 0 ? 0 : mine.opsPerSecond() / theirs),
        decimal(mine.bytesPerOp()));
  }

  /** How far the rounds are apart: large figures mean a machine that was not quiet. */
  String spread() {
    String mine = String.format(Locale.ROOT, "%.0f %%", Sample.spreadPercent(ours));
    return reference.isEmpty()
        ? mine
        : mine + String.format(Locale.ROOT, " / %.0f %%", Sample.spreadPercent(reference));
  }

  private static String decimal(double figure) {
    return String.format(Locale.ROOT, "%.3f", figure);
  }
}
