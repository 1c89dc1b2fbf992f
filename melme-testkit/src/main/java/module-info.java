/** The store contract, a Jupiter extension and AssertJ assertions of MelMe. */
module dev.melme.testkit {
  requires transitive dev.melme.core;
  requires transitive dev.melme.inmemory;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;

  exports dev.melme.testkit;
}
