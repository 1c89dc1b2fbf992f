package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One bounded piece of catch-up, applied as a whole or not at all.
 *
 * @param expectedPosition the last position of the mailbox when the pending messages were read: the
 *     batch is applied only while it still is
 * @param placements the places of the messages, by position, ascending; the first is {@code
 *     expectedPosition + 1} or more; at most 500, none when only changes wait
 * @param threads conversations of thread keys that the mailbox did not know; keys that it knows
 *     keep their conversation
 * @param repointed thread keys that from now on belong to another conversation, known or not
 * @param merged conversations that turned out to be part of another one, by that one: their
 *     messages move there
 * @param continued conversations that are closed, by the one in which they go on
 * @param scans which of the messages have attachments that a scanner is to see
 */
public record CatchUpBatch(
    long expectedPosition,
    List<Placement> placements,
    Map<ThreadKey, ConversationId> threads,
    Map<ThreadKey, ConversationId> repointed,
    Map<ConversationId, ConversationId> merged,
    Map<ConversationId, ConversationId> continued,
    Set<MessageId> scans) {

  /** The most messages in one batch. */
  public static final int MAX_PLACEMENTS = 500;

  /**
   * Copies the collections and checks the order.
   *
   * @throws InvalidValueException when there are too many placements, their positions do not ascend
   *     from the expected one, or a conversation is to be followed by one that is itself followed
   */
  public CatchUpBatch {
    placements = List.copyOf(placements);
    threads = Map.copyOf(threads);
    repointed = Map.copyOf(repointed);
    merged = Map.copyOf(merged);
    continued = Map.copyOf(continued);
    scans = Set.copyOf(scans);
    if (placements.size() > MAX_PLACEMENTS) {
      throw new InvalidValueException(
          "A batch places at most 500 messages, not " + placements.size());
    }
    long last = expectedPosition;
    for (Placement placement : placements) {
      if (placement.position() <= last) {
        throw new InvalidValueException("Positions ascend from the last one of the mailbox");
      }
      last = placement.position();
    }
    for (ConversationId into : merged.values()) {
      if (merged.containsKey(into)) {
        throw new InvalidValueException("Conversation " + into + " is merged into another one");
      }
    }
  }

  /**
   * A batch that unites and closes no conversation.
   *
   * @param expectedPosition the last position of the mailbox
   * @param placements the places of the messages
   * @param threads conversations of thread keys that the mailbox did not know
   */
  public CatchUpBatch(
      long expectedPosition, List<Placement> placements, Map<ThreadKey, ConversationId> threads) {
    this(expectedPosition, placements, threads, Map.of(), Map.of(), Map.of());
  }

  /**
   * A batch without attachments that a scanner is to see.
   *
   * @param expectedPosition the last position of the mailbox
   * @param placements the places of the messages
   * @param threads conversations of thread keys that the mailbox did not know
   * @param repointed thread keys that from now on belong to another conversation
   * @param merged conversations that turned out to be part of another one
   * @param continued conversations that are closed, by the one in which they go on
   */
  public CatchUpBatch(
      long expectedPosition,
      List<Placement> placements,
      Map<ThreadKey, ConversationId> threads,
      Map<ThreadKey, ConversationId> repointed,
      Map<ConversationId, ConversationId> merged,
      Map<ConversationId, ConversationId> continued) {
    this(expectedPosition, placements, threads, repointed, merged, continued, Set.of());
  }

  /**
   * The same batch, and what a scanner is to see.
   *
   * @param messageIds messages of the batch
   * @return a changed copy
   */
  public CatchUpBatch withScans(Set<MessageId> messageIds) {
    return new CatchUpBatch(
        expectedPosition, placements, threads, repointed, merged, continued, messageIds);
  }

  /**
   * The last position of the mailbox once the placements are made, before positions are given to
   * the changes that wait.
   *
   * @return the position of the last placement; the expected one when there is none
   */
  public long lastPosition() {
    return placements.isEmpty()
        ? expectedPosition
        : placements.get(placements.size() - 1).position();
  }
}
