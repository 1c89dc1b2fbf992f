/**
 * The delivery log: what senders were answered, written behind.
 *
 * <pre>
 * RCPT, DATA --&gt; DeliveryJournal: 10,000 records in memory, more are dropped and counted
 *                  --JournalWriter: housekeeping, a reader, close--&gt; DeliveryLogRepository
 * DeliveryFilter --LogDesk: one index, the rest compared here--&gt; Page of DeliveryRecord
 * </pre>
 *
 * <p>No sender waits for the log, and nothing about it changes a verdict.
 */
@NullMarked
package dev.melme.core.log;

import org.jspecify.annotations.NullMarked;
