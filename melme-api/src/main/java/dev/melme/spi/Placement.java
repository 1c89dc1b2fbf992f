package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import java.util.Objects;

/**
 * The place of a message among the others of its mailbox.
 *
 * @param position where it stands in the order in which catch-up saw the messages, from 1; a
 *     position is given once, and some are never given
 * @param messageId the message
 * @param conversationId the conversation it belongs to
 */
public record Placement(long position, MessageId messageId, ConversationId conversationId) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the position is less than 1
   */
  public Placement {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(conversationId, "conversationId");
    if (position < 1) {
      throw new InvalidValueException("Positions begin at 1, not " + position);
    }
  }
}
