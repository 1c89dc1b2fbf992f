package dev.melme.benchmarks.database;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two sides that do the same for the same result, or one that has a limit of its own.
 *
 * @param ours what is ours
 * @param reference what it is compared with, if anything
 * @param note what else was seen, for people; may be empty
 * @param melme the store, and the pool that both sides take connections from
 */
record Contest(Side ours, Optional<Side> reference, Supplier<String> note, MelMeOnJdbc melme)
    implements AutoCloseable {

  /** A contest of which there is no more to say. */
  static Contest of(Side ours, Side reference, MelMeOnJdbc melme) {
    return new Contest(ours, Optional.of(reference), () -> "", melme);
  }

  /** Ours alone. */
  static Contest alone(Side ours, MelMeOnJdbc melme) {
    return new Contest(ours, Optional.empty(), () -> "", melme);
  }

  @Override
  public void close() {
    melme.close();
  }
}
