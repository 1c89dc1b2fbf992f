package dev.melme.api.routing;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MessageSource;
import dev.melme.api.MessageSourceException;

/**
 * Takes mail in: answers RCPT TO and DATA of whatever pipeline the host has.
 *
 * <p>Safe for use by many threads. No method blocks on another delivery.
 */
public interface AliasRouter {

  /**
   * Decides about one recipient.
   *
   * <p>Exact alias, then the sub-address without its tag, then the catch-all of the domain; the
   * most specific one decides, even when it is disabled. A store that does not answer defers.
   *
   * @param recipient the address of RCPT TO
   * @return the decision; never null, never an exception for want of a store
   */
  default RoutingDecision route(EmailAddress recipient) {
    return route(RecipientRequest.of(recipient));
  }

  /**
   * Decides about one recipient, knowing the session.
   *
   * @param request the recipient and what the session knows
   * @return the decision; never null, never an exception for want of a store
   */
  RoutingDecision route(RecipientRequest request);

  /**
   * Stores a message for all recipients of its envelope, in one atomic step.
   *
   * <p>A verdict of stored means committed. The same message delivered again is recognised by its
   * key and answered as already stored. Each recipient gets one verdict, also when the store is
   * down (deferred). The source is read once and closed, whatever happens.
   *
   * @param envelope what the transport said; at least one recipient
   * @param source the bytes of the message
   * @return one verdict per recipient, in the order of the envelope
   * @throws InvalidValueException when the envelope has no recipient
   * @throws MessageSourceException when the source fails before its end; nothing is stored
   */
  DeliveryReport deliver(Envelope envelope, MessageSource source);

  /**
   * Decides as {@link #route(EmailAddress)} and tells each step that led there.
   *
   * @param recipient the address
   * @return the decision and its steps
   */
  RoutingExplanation explain(EmailAddress recipient);

  /**
   * The header field that marks a message as having been here, for a host that sends a stored
   * message on. When it comes back to the same recipient, it is refused as a loop (554 5.4.6).
   *
   * @param recipient the recipient that the message was stored for
   * @return a whole header field without line end; it holds no address and no slug
   */
  String traceField(EmailAddress recipient);

  /**
   * The limits in force, for a listener that announces or checks them itself.
   *
   * @return the limits
   */
  DeliveryLimits limits();
}
