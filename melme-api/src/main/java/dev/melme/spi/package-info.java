/**
 * What a store implements. The algorithms (routing, indexing, paging, quota) live in core; a store
 * keeps rows and matches exact values.
 *
 * <pre>
 * MelMeStore --- mailboxes()  directory: few and small
 *            |-- aliases()    directory: match(candidates) in one round trip
 *            |-- messages()   by mailbox: append(...) is atomic and only inserts;
 *            |                   pending, threads, apply(...): catch-up gives places
 *            |-- outbox()     by mailbox: sent copy and row in one step; leases over all mailboxes
 *            |-- drafts()     by mailbox: what is being written, with its files
 *            |-- sessions()   by mailbox: passwords, sessions; failed attempts
 *            '-- deliveryLog() by time: what recipients were answered, written behind
 * </pre>
 *
 * <p>There is no transaction type: each atomic unit is one method. Every mailbox-scoped method
 * takes the mailbox id first; a foreign id and a missing one give the same answer. Stores are safe
 * for use by many threads, and throw {@link dev.melme.api.StoreException} when they cannot answer,
 * never an empty result. {@code melme-testkit} holds the contract as tests.
 *
 * <p>Before 1.0 this package may grow.
 */
@NullMarked
package dev.melme.spi;

import org.jspecify.annotations.NullMarked;
