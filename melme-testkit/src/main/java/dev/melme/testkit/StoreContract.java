package dev.melme.testkit;

import dev.melme.spi.MelMeStore;
import java.time.Clock;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the contract needs to know about a store. Implement {@link MelMeStoreContract} to run all
 * rules, or one of the contracts of a repository while you write it.
 */
@ExtendWith(StoreLifecycle.class)
public interface StoreContract {

  /**
   * Makes a store that holds nothing, not even reserved slugs; called before each test. The
   * contract calls {@link MelMeStore#initialise()}.
   *
   * @param clock the time by which the store keeps its records; it stands still unless a rule moves
   *     it
   * @return the store
   */
  MelMeStore createStore(Clock clock);

  /**
   * Lets go of the store after a test; called also when the test closed it.
   *
   * @param store what {@link #createStore} made
   */
  default void releaseStore(MelMeStore store) {
    store.close();
  }
}
