package dev.melme.testkit;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MelMeStore;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * A store with one fault.
 *
 * @param fault what it does wrong
 * @param breaks the rules that must notice, and no others
 * @param seen what the failure of the first of them must say
 * @param byChance further rules that fail only when racing threads happen to meet
 * @param breaking puts the fault into a store
 */
record Mutant(
    String fault,
    Set<StoreRule> breaks,
    StoreRule first,
    String seen,
    Set<StoreRule> byChance,
    Function<InMemoryStore, MelMeStore> breaking) {

  /** The rules that a mutant breaks, the one it was made for first. */
  static Mutant of(
      String fault,
      String seen,
      Function<InMemoryStore, MelMeStore> breaking,
      StoreRule first,
      StoreRule... others) {
    return new Mutant(fault, EnumSet.of(first, others), first, seen, Set.of(), breaking);
  }

  /** The same fault, which breaks further rules in some runs. */
  Mutant andByChance(StoreRule... rules) {
    return new Mutant(fault, breaks, first, seen, Set.of(rules), breaking);
  }

  @Override
  public String toString() {
    return first + ": " + fault;
  }
}
