package dev.melme.benchmarks.database;

import java.util.function.Supplier;

/**
 * Two sides that do the same for the same result.
 *
 * @param ours what is ours
 * @param reference what it is compared with
 * @param note what else was seen, for people; may be empty
 * @param melme the store, and the pool that both sides take connections from
 */
record Contest(Side ours, Side reference, Supplier<String> note, MelMeOnJdbc melme)
    implements AutoCloseable {

  @Override
  public void close() {
    melme.close();
  }
}
