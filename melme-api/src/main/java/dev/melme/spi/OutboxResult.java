package dev.melme.spi;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt came to for one recipient.
 *
 * @param recipient the recipient
 * @param state WAITING when it is to be tried again, SENT or FAILED
 * @param reply what the remote system said; at most {@link OutboundRecipient#MAX_REPLY} characters
 */
public record OutboxResult(EmailAddress recipient, State state, Optional<String> reply) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when an attempt cannot come to that state, or the reply is too
   *     long
   */
  public OutboxResult {
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(reply, "reply");
    if (state == State.CANCELLED || state == State.BOUNCED) {
      throw new InvalidValueException("An attempt does not come to " + state);
    }
    if (reply.isPresent() && reply.get().length() > OutboundRecipient.MAX_REPLY) {
      throw new InvalidValueException(
          "A reply has at most " + OutboundRecipient.MAX_REPLY + " characters");
    }
  }
}
