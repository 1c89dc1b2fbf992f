/**
 * Routing: which mailbox a recipient leads to.
 *
 * <pre>
 * RecipientRequest --Candidates (exact, sub-address, catch-all)--&gt; AliasRepository.match
 *                     --alias, mailbox, quota, policy--&gt; RoutingDecision
 * </pre>
 *
 * <p>The checks are a list of guards in one method; there is no filter chain.
 */
@NullMarked
package dev.melme.core.routing;

import org.jspecify.annotations.NullMarked;
