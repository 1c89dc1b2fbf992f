/**
 * A small SMTP listener that hands mail to an {@link dev.melme.api.routing.AliasRouter}.
 *
 * <pre>
 * SmtpServer --accept, ConnectionLimits--&gt; SmtpConnection, one thread each
 *                                            |
 *   WireInput --CommandReader--&gt; SmtpCommand --&gt; SmtpSession --ReplyWriter--&gt; client
 *       |                                          |  MAIL  MailParameters, MailTransaction
 *       |                                          |  RCPT  router.route
 *       `--DotStuffedInput--&gt; DataTransfer &lt;-------'  DATA  router.deliver
 * </pre>
 *
 * <p>Reading happens on the thread of the connection. Whatever ends a session from outside
 * (silence, shutting down, a limit) comes out of a read as a {@link
 * dev.melme.examples.smtp.SessionEnd} that holds the last reply.
 *
 * <p>Only {@code SmtpSession} knows SMTP's order of commands. A listener for LMTP (RFC 2033) has
 * LHLO, one reply per recipient and the rest of this package; STARTTLS (RFC 3207) replaces the
 * {@code WireInput} and {@code ReplyWriter} of an {@code SmtpConnection} by fresh ones over the
 * encrypted socket, so that nothing sent in the clear is left in a buffer, and starts the session
 * anew.
 */
@NullMarked
package dev.melme.examples.smtp;

import org.jspecify.annotations.NullMarked;
