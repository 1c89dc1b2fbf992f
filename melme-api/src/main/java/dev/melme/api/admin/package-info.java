/**
 * Setting up: mailboxes, aliases, domains.
 *
 * <pre>
 * NewMailbox --&gt; Mailbox          NewAlias (pattern, Route) --&gt; SavedAlias (Alias, warnings)
 * </pre>
 */
@NullMarked
package dev.melme.api.admin;

import org.jspecify.annotations.NullMarked;
