package dev.melme.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * What catch-up wants to know of a conversation before a message joins it.
 *
 * @param messageCount how many messages it has, in all folders
 * @param newestAt when the latest of them was taken
 */
public record ConversationFacts(int messageCount, Instant newestAt) {

  /** Checks that nothing is missing. */
  public ConversationFacts {
    Objects.requireNonNull(newestAt, "newestAt");
  }
}
