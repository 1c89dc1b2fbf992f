package dev.melme.api.outbound;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One recipient of a message that was sent, and how far it is with it.
 *
 * @param address the address, frozen when the message was sent
 * @param field how it is named in the message
 * @param state how far it is
 * @param reply what the remote system last said about it: one line of printable characters, at most
 *     {@link #MAX_REPLY}
 * @param at when it came to this state, by the clock of the store
 */
public record OutboundRecipient(
    EmailAddress address,
    RecipientField field,
    State state,
    Optional<String> reply,
    Optional<Instant> at) {

  /** The most characters of a reply that are kept. */
  public static final int MAX_REPLY = 500;

  /** How far a message is with one recipient. */
  public enum State {
    /** It was not accepted yet, and will be tried. */
    WAITING,
    /** The next system took it over. */
    SENT,
    /** It was refused, or given up. */
    FAILED,
    /** The team called it back before anybody took it. */
    CANCELLED,
    /** It was taken over, and a notification said later that it did not arrive (RFC 3464). */
    BOUNCED
  }

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the reply is too long
   */
  public OutboundRecipient {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(at, "at");
    if (reply.isPresent() && reply.get().length() > MAX_REPLY) {
      throw new InvalidValueException("A reply has at most " + MAX_REPLY + " characters");
    }
  }

  /**
   * A recipient that nothing was tried for yet.
   *
   * @param address the address
   * @param field how it is named in the message
   * @return the recipient
   */
  public static OutboundRecipient waiting(EmailAddress address, RecipientField field) {
    return new OutboundRecipient(address, field, State.WAITING, Optional.empty(), Optional.empty());
  }

  /**
   * The same recipient further on.
   *
   * @param newState how far it is now
   * @param newReply what was said about it
   * @param when since when
   * @return a changed copy
   */
  public OutboundRecipient with(State newState, Optional<String> newReply, Instant when) {
    return new OutboundRecipient(address, field, newState, newReply, Optional.of(when));
  }
}
