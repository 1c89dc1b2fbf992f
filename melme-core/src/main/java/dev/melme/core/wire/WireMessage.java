package dev.melme.core.wire;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that is to be written: what its header fields say, and its body.
 *
 * @param from who writes
 * @param to recipients of the To field
 * @param cc recipients of the Cc field
 * @param subject the subject, empty for none
 * @param date when it was sent
 * @param messageId its Message-ID without angle brackets
 * @param inReplyTo the Message-ID that it answers, without angle brackets
 * @param references the Message-IDs of its conversation, without angle brackets, oldest first
 * @param body its body
 */
public record WireMessage(
    NamedAddress from,
    List<NamedAddress> to,
    List<NamedAddress> cc,
    String subject,
    Instant date,
    String messageId,
    Optional<String> inReplyTo,
    List<String> references,
    WirePart body) {

  /** Copies the lists and checks that nothing is missing. */
  public WireMessage {
    Objects.requireNonNull(from, "from");
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(inReplyTo, "inReplyTo");
    references = List.copyOf(references);
    Objects.requireNonNull(body, "body");
  }
}
