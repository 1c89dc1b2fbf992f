package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.outbound.Outbound;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that a team sends: its sent copy, and what the outbox keeps of it.
 *
 * @param outbound what the outbox keeps; mailbox and message id are those of the sent copy
 * @param reception the time at which it was sent and its envelope sender, as the sent copy keeps
 *     them
 * @param index what was derived from its bytes
 * @param content its bytes, as they go out
 * @param alias the identity it was written under; the sent copy shows it as the alias it belongs to
 * @param conversation the conversation that it goes on with, when there is one
 */
public record OutgoingMessage(
    Outbound outbound,
    Reception reception,
    MessageIndex index,
    MessageContent content,
    MatchedAlias alias,
    Optional<ConversationId> conversation) {

  /** Checks that nothing is missing. */
  public OutgoingMessage {
    Objects.requireNonNull(outbound, "outbound");
    Objects.requireNonNull(reception, "reception");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(conversation, "conversation");
  }

  /**
   * By what an unknown commit is resolved ({@link MessageRepository#outcome}).
   *
   * @return a key of its own
   */
  public DeliveryKey key() {
    return DeliveryKey.unique(outbound.messageId());
  }
}
