package dev.melme.examples.smtp;

import dev.melme.api.routing.DeliveryReport;
import dev.melme.api.routing.Envelope;
import dev.melme.api.routing.RecipientRequest;
import dev.melme.api.routing.RoutingDecision;

/**
 * Hears of each answer that an {@link SmtpServer} gives, for a log.
 *
 * <p>Called on the thread of the connection before the reply is sent, by many threads at once. What
 * it throws is logged and changes nothing.
 */
public interface SmtpListener {

  /** Hears nothing. */
  SmtpListener NONE = new SmtpListener() {};

  /**
   * A recipient was decided about.
   *
   * @param session the id of the session, as in the server's own log
   * @param request what was asked
   * @param decision what is answered
   */
  default void routed(String session, RecipientRequest request, RoutingDecision decision) {}

  /**
   * A message was decided about.
   *
   * @param session the id of the session, as in the server's own log
   * @param envelope what the client said
   * @param report one verdict per recipient
   */
  default void delivered(String session, Envelope envelope, DeliveryReport report) {}
}
