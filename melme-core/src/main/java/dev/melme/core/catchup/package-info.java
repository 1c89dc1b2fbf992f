/**
 * Catch-up: what relates messages is made after they were delivered, in bounded batches.
 *
 * <pre>
 * CatchUp.run(mailbox)  pending --&gt; Reports: what they are about, noted in the outbox
 *                          ^  |
 *                          |  '--&gt; Relations: keys --&gt; threads, facts --&gt; Threading --&gt; apply
 *                          |         lost against another node: read again          |
 *                          '---------------------------------------------------------'
 * CatchUp.runAll()      pendingMailboxes, one batch each, going on where the last call ended
 * </pre>
 *
 * <p>Deliveries only insert and so never wait for each other nor for this. Positions are given here
 * and fenced by the last one of the mailbox: whoever follows them misses nothing, which ids made by
 * many deliverers at once cannot promise.
 *
 * <p>{@code Threading} is where a message meets all conversations that its keys name: they become
 * one. {@code Conversations} bounds them. {@link dev.melme.core.subject.SubjectLine} tells what a
 * subject is about.
 */
@NullMarked
package dev.melme.core.catchup;

import org.jspecify.annotations.NullMarked;
