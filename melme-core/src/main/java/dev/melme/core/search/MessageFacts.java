package dev.melme.core.search;

import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.MessageState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What {@link QueryMatcher} asks about a message.
 *
 * @param index what was derived from its bytes
 * @param aliases through which aliases it came in
 * @param receivedAt when it was taken
 * @param state what the team did with it
 */
public record MessageFacts(
    MessageIndex index, List<MatchedAlias> aliases, Instant receivedAt, MessageState state) {

  /** Copies the aliases and checks that nothing is missing. */
  public MessageFacts {
    Objects.requireNonNull(index, "index");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(state, "state");
  }

  /**
   * The facts of a stored message.
   *
   * @param message the message
   * @param state what the team did with it
   * @return the facts
   */
  public static MessageFacts of(StoredMessage message, MessageState state) {
    return new MessageFacts(
        message.index(), message.aliases(), message.reception().receivedAt(), state);
  }
}
