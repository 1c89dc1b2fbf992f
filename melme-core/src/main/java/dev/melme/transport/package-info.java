/**
 * Transports that MelMe ships, for {@link dev.melme.MelMeBuilder#transport}.
 *
 * <pre>
 * TransportMessage --SmtpTransport--&gt; a connection per thread, kept --SmtpTransaction--&gt; TransportReply each
 *                                        MAIL, RCPT: refused, deferred per recipient
 *                                        DATA, bytes: broken here, nothing was taken over: deferred
 *                                        final dot:   broken here, nobody knows: unknown
 * TransportMessage --FolderTransport--&gt; .eml and .envelope files, for development
 * </pre>
 *
 * <p>Connections are those of jakarta.mail (Angus): connecting, TLS and authentication are theirs,
 * the transaction is ours, because theirs does not tell before and after the final dot apart.
 */
@NullMarked
package dev.melme.transport;

import org.jspecify.annotations.NullMarked;
