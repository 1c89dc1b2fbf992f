/**
 * The outbox: what teams send, until it has arrived.
 *
 * <pre>
 * composing, resend --OutboxBell--&gt; OutboxCrew: threads that the host started --.
 *                       a timer of the host --OutboxWork.runOnce------------------+
 *                                                                                 v
 *   OutboxRepository --lease: a batch, due, fenced--&gt; Attempt: content, MailTransport, one reply per recipient
 *         ^                                                |  RetrySchedule: when again, or given up
 *         |                                                v
 *         '--settle: a batch, all or nothing each-- Settlements --OutboundNews--&gt; followers, OutboundListener
 *
 * Workspace, MelMeAdmin --OutboxDesk, StoreOutbox--&gt; find, list, cancel, retry
 * </pre>
 *
 * <p>What an attempt came to is kept in memory until the store has taken it; meanwhile nothing new
 * is leased. Only a process that dies in between sends a message again that was taken over: the
 * same bytes, and so the same Message-ID.
 */
@NullMarked
package dev.melme.core.outbox;

import org.jspecify.annotations.NullMarked;
