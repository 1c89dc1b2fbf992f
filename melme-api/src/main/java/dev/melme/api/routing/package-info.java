/**
 * Routing and delivery: what a mail pipeline asks of MelMe.
 *
 * <pre>
 * RCPT TO   EmailAddress --route--&gt; RoutingDecision (accepted | refused | deferred) --&gt; SmtpReply
 * DATA      Envelope + MessageSource --deliver--&gt; DeliveryReport (one Verdict per recipient)
 *                                                   --&gt; SMTP, LMTP, HTTP, sysexits
 * </pre>
 */
@NullMarked
package dev.melme.api.routing;

import org.jspecify.annotations.NullMarked;
