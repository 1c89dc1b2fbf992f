/**
 * Delivery: from envelope and bytes to one verdict per recipient.
 *
 * <pre>
 * Envelope --Plan--&gt; accepted recipients
 *   MessageSource --SpooledMessage--&gt; bytes --HeaderScan--&gt; form, loops --MessageIndexer--&gt; index
 *     --policy, quota--&gt; Plan --Appender--&gt; one atomic append --&gt; Plan --&gt; DeliveryReport
 * every answer --&gt; DeliveryJournal, in memory
 * </pre>
 *
 * <p>{@code Plan} holds the fate of each recipient; every step may decline some of them; what is
 * left when the append comes is stored.
 */
@NullMarked
package dev.melme.core.delivery;

import org.jspecify.annotations.NullMarked;
