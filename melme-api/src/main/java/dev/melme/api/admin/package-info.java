/**
 * Setting up: mailboxes, aliases, domains. Looking back: the delivery log.
 *
 * <pre>
 * NewMailbox --&gt; Mailbox          NewAlias (pattern, Route) --&gt; SavedAlias (Alias, warnings)
 * DeliveryFilter --DeliveryLog--&gt; DeliveryRecord (one per recipient and verdict)
 * </pre>
 */
@NullMarked
package dev.melme.api.admin;

import org.jspecify.annotations.NullMarked;
