package dev.melme.spi;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredContent;
import java.util.List;
import java.util.Objects;

/**
 * A message for a transport.
 *
 * @param id tells messages apart in files and logs
 * @param reversePath the envelope sender
 * @param recipients the recipients of this attempt, at least one
 * @param content its bytes: lines end in CRLF and have at most 998 octets (RFC 5322 §2.1.1)
 * @param internationalised whether a header field holds UTF-8, so that the next system must know
 *     SMTPUTF8 (RFC 6531), as it must when an address is not ASCII
 */
public record TransportMessage(
    MessageId id,
    ReversePath reversePath,
    List<EmailAddress> recipients,
    StoredContent content,
    boolean internationalised) {

  /**
   * Copies the recipients.
   *
   * @throws InvalidValueException when there is none
   */
  public TransportMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reversePath, "reversePath");
    recipients = List.copyOf(recipients);
    Objects.requireNonNull(content, "content");
    if (recipients.isEmpty()) {
      throw new InvalidValueException("A message for a transport has at least one recipient");
    }
  }
}
