/**
 * The permanent store, on a {@code javax.sql.DataSource}.
 *
 * <pre>
 * JdbcStore --initialise--&gt; Dialect (from the connection), Schema (Flyway or a check), Engine
 *   |-- JdbcMailboxRepository, JdbcAliasRepository      directory: a statement each
 *   |-- JdbcMessageRepository
 *   |     append   --&gt; Append --&gt; TargetWriter            key, message, first chunk, pending
 *   |                    |            one statement on PostgreSQL, one per table elsewhere
 *   |                    |-- Redelivery                  the key is known: add aliases
 *   |                    |-- Chunks                      the rest of the bytes, 256 KiB a row
 *   |                    '-- HookRun                     rows of the host, then COMMIT
 *   |     find, list, content --&gt; MessageTable
 *   |     pending, threads, apply, placements --&gt; CatchUpTables
 *   |     erase, prune --&gt; Erasure
 *   |-- JdbcOutboxRepository
 *   |     enqueue  --&gt; Enqueue --&gt; TargetWriter, OutboxTable, DraftTable
 *   |     find, list --&gt; OutboxTable --&gt; RecipientTable
 *   |     lease    --&gt; OutboxLease                      what is due, skipping what others take
 *   |     settle, cancel, retry, bounced --&gt; OutboxChanges --&gt; OutboxStep, FeedTable
 *   '-- JdbcDraftRepository --&gt; DraftTable, DraftFileTable
 * </pre>
 *
 * <p>Lists are kept as lines of text ({@code Packed}). {@code docs/schema.md} draws the tables and
 * says why they are as they are.
 */
@NullMarked
package dev.melme.jdbc;

import org.jspecify.annotations.NullMarked;
