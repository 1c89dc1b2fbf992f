package dev.melme.api.mailbox;

import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A message as it stands in its mailbox: one line of a list.
 *
 * @param summary what was derived from its bytes
 * @param position where it stands in the order in which catch-up saw the messages, from 1
 * @param conversationId the conversation it belongs to
 * @param state what the team has done with it
 */
public record MessageEntry(
    MessageSummary summary, long position, ConversationId conversationId, MessageState state) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the position is less than 1
   */
  public MessageEntry {
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(conversationId, "conversationId");
    Objects.requireNonNull(state, "state");
    if (position < 1) {
      throw new InvalidValueException("Positions begin at 1, not " + position);
    }
  }

  /**
   * The message's id.
   *
   * @return the id
   */
  public MessageId id() {
    return summary.id();
  }

  /**
   * When the message was taken.
   *
   * @return the time, by the clock of the store
   */
  public Instant receivedAt() {
    return summary.receivedAt();
  }

  /**
   * Entries of the From field.
   *
   * @return as their writer wrote them
   */
  public List<Correspondent> from() {
    return summary.from();
  }

  /**
   * The subject.
   *
   * @return decoded, empty when there was none
   */
  public String subject() {
    return summary.subject();
  }

  /**
   * The beginning of the text.
   *
   * @return the first 200 characters
   */
  public String snippet() {
    return summary.snippet();
  }

  /**
   * Through which aliases the message came in.
   *
   * @return at least one
   */
  public List<MatchedAlias> aliases() {
    return summary.aliases();
  }

  /**
   * The same entry after something was done with it.
   *
   * @param changed the state after it
   * @return a changed copy
   */
  public MessageEntry withState(MessageState changed) {
    return new MessageEntry(summary, position, conversationId, changed);
  }
}
