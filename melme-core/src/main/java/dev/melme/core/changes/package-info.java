/**
 * Following a mailbox: what happened since a cursor, and who listens to it.
 *
 * <pre>
 * changesSince  cursor = last position seen --&gt; behind? catch up --&gt; changes after it, or expired
 * follow        {@link dev.melme.core.changes.ChangeBroadcast#poke} --&gt; executor --&gt; changesSince --&gt; listener
 *                    ^ delivery, marks, catch-up on this node; housekeeping for what others did
 * </pre>
 *
 * <p>A listener is told by asking the store, never by what a caller did: so it hears of each change
 * once and in order, whichever node made it.
 */
@NullMarked
package dev.melme.core.changes;

import org.jspecify.annotations.NullMarked;
