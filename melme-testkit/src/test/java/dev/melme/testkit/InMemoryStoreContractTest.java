package dev.melme.testkit;

import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.MelMeStore;
import java.time.Clock;

class InMemoryStoreContractTest implements MelMeStoreContract {

  @Override
  public MelMeStore createStore(Clock clock) {
    return InMemoryStore.create(clock);
  }
}
