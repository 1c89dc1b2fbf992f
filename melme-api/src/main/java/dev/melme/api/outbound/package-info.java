/**
 * Answering under the brand: what a team writes, and what becomes of it.
 *
 * <pre>
 * Workspace --reply, replyAll, forward, compose--&gt; Composition --save--&gt; Draft
 *                                                     |  send
 *                                                     v
 *                  SendOutcome.Held: what would leak &lt;-+-&gt; SendOutcome.Queued: sent copy and outbox row
 *                                                                |  Dispatcher, MailTransport
 *                                                                v
 *                               Outbound: QUEUED, SENDING, SENT, PARTLY_SENT, FAILED, CANCELLED
 * </pre>
 *
 * <p>Beside it stands the {@link dev.melme.api.outbound.NoticeDesk}, for hosts that cannot refuse
 * mail in the session.
 *
 * <p>The sender is always one of the mailbox's {@link dev.melme.api.outbound.Identity identities}:
 * nobody outside ever sees another address.
 */
@NullMarked
package dev.melme.api.outbound;

import org.jspecify.annotations.NullMarked;
