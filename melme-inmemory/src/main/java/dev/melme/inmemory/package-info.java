/**
 * The store for tests and demos: everything in this process, gone when it ends.
 *
 * <pre>
 * InMemoryStore --&gt; Contents (replaced as a whole by clear, taken away by close)
 *                    |-- slug, id --&gt; MailboxShelf: one mailbox, one lock
 *                    |                 '-- ShelvedMessages: id --&gt; message and bytes, key --&gt; id
 *                    |                      |-- CatchUpLedger: pending ids, position --&gt; place
 *                    |                      |-- ShelvedOutbox: id --&gt; what was sent, how far it is
 *                    |                      '-- ShelvedDrafts: id --&gt; draft and its files
 *                    |-- due: what of all outboxes is due, the earliest first
 *                    |-- AliasDirectory: pattern --&gt; AliasEntry --&gt; MailboxShelf
 *                    |    '-- DomainLedger: domain --&gt; how many reasons make it ours
 *                    '-- log: id --&gt; DeliveryRecord
 *
 * append: read the bytes, lock the shelves of all targets in the order of their ids, check, insert
 * match:  one hash look-up per candidate, no lock
 * </pre>
 *
 * <p>Deliveries to different mailboxes share no lock. A reader of a mailbox waits for a delivery to
 * it, which holds the lock for some insertions into maps and never while bytes are copied.
 */
@NullMarked
package dev.melme.inmemory;

import org.jspecify.annotations.NullMarked;
