package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.InvalidValueException;
import java.util.List;
import java.util.Map;

/**
 * One bounded piece of catch-up, applied as a whole or not at all.
 *
 * @param expectedPosition the last position of the mailbox when the pending messages were read: the
 *     batch is applied only while it still is
 * @param placements the places of the messages, by position, ascending; the first is {@code
 *     expectedPosition + 1} or more; 1 to 500
 * @param threads conversations of thread keys that the mailbox did not know; keys that it knows
 *     keep their conversation
 */
public record CatchUpBatch(
    long expectedPosition, List<Placement> placements, Map<ThreadKey, ConversationId> threads) {

  /** The most messages in one batch. */
  public static final int MAX_PLACEMENTS = 500;

  /**
   * Copies the collections and checks the order.
   *
   * @throws InvalidValueException when there are no placements or too many, or their positions do
   *     not ascend from the expected one
   */
  public CatchUpBatch {
    placements = List.copyOf(placements);
    threads = Map.copyOf(threads);
    if (placements.isEmpty() || placements.size() > MAX_PLACEMENTS) {
      throw new InvalidValueException("A batch places 1 to 500 messages, not " + placements.size());
    }
    long last = expectedPosition;
    for (Placement placement : placements) {
      if (placement.position() <= last) {
        throw new InvalidValueException("Positions ascend from the last one of the mailbox");
      }
      last = placement.position();
    }
  }

  /**
   * The last position of the mailbox once the batch is applied.
   *
   * @return the position of the last placement
   */
  public long lastPosition() {
    return placements.get(placements.size() - 1).position();
  }
}
