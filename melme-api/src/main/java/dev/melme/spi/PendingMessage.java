package dev.melme.spi;

import dev.melme.api.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that was appended and has no place yet: what catch-up needs to relate it to others.
 *
 * @param messageId the message
 * @param receivedAt when it was taken
 * @param messageIdField its Message-ID without angle brackets
 * @param inReplyTo ids of the In-Reply-To field
 * @param references ids of the References field, oldest first
 */
public record PendingMessage(
    MessageId messageId,
    Instant receivedAt,
    Optional<String> messageIdField,
    List<String> inReplyTo,
    List<String> references) {

  /** Copies the lists and checks that nothing is missing. */
  public PendingMessage {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(messageIdField, "messageIdField");
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
  }
}
