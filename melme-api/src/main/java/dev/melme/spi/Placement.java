package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageState;
import java.util.Objects;

/**
 * The place of a message among the others of its mailbox.
 *
 * @param position where it stands in the order in which catch-up saw the messages, from 1; a
 *     position is given once, and some are never given
 * @param messageId the message
 * @param conversationId the conversation it belongs to
 * @param folder the folder that its entry begins in ({@link MessageState#beginning})
 */
public record Placement(
    long position, MessageId messageId, ConversationId conversationId, Folder folder) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the position is less than 1
   */
  public Placement {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(conversationId, "conversationId");
    Objects.requireNonNull(folder, "folder");
    if (position < 1) {
      throw new InvalidValueException("Positions begin at 1, not " + position);
    }
  }

  /**
   * The place of a message that came in.
   *
   * @param position where it stands
   * @param messageId the message
   * @param conversationId the conversation it belongs to
   */
  public Placement(long position, MessageId messageId, ConversationId conversationId) {
    this(position, messageId, conversationId, Folder.INBOX);
  }
}
