package dev.melme.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row whose samples each come from a fresh JVM.
 *
 * @param key what it is called
 * @param ours what is ours
 * @param reference what it is compared with, if anything
 * @param rounds how often both are measured, in turns
 */
record ForkedRow(String key, Measurement ours, Optional<Reference> reference, int rounds)
    implements Row {

  /** Forks of each side, where a fork is long enough to warm up. */
  static final int FORKS = 3;

  /**
   * What a row is compared with.
   *
   * @param name what the table says that it is
   * @param measurement how it is measured
   */
  record Reference(String name, Measurement measurement) {}

  static ForkedRow compare(String key, Measurement ours, String name, Measurement reference) {
    return new ForkedRow(key, ours, Optional.of(new Reference(name, reference)), FORKS);
  }

  static ForkedRow alone(String key, Measurement ours) {
    return new ForkedRow(key, ours, Optional.empty(), FORKS);
  }

  ForkedRow rounds(int more) {
    return new ForkedRow(key, ours, reference, more);
  }

  /** Measures both sides in turns, so that a machine that slows down slows both. */
  @Override
  public Result measure(Logs logs) {
    List<Sample> mine = new ArrayList<>();
    List<Sample> theirs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      mine.add(ours.measure(logs.of(key, "ours", round)));
      if (reference.isPresent()) {
        theirs.add(reference.get().measurement().measure(logs.of(key, "reference", round)));
      }
    }
    return new Result(key, reference.map(Reference::name), mine, theirs, "");
  }
}
