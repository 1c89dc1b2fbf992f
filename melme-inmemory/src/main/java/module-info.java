/** The in-memory store of MelMe, for tests and demos. */
module dev.melme.inmemory {
  requires transitive dev.melme.api;

  exports dev.melme.inmemory;
}
