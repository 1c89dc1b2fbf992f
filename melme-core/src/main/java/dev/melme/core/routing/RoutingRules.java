package dev.melme.core.routing;

import dev.melme.api.Quota;
import dev.melme.api.routing.DeliveryLimits;
import dev.melme.api.routing.DeliveryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the host set up about routing.
 *
 * @param limits bounds of what is taken in
 * @param policy the host's own say
 * @param defaultQuota for mailboxes that have none of their own
 * @param separator what parts a sub-address from its tag, or null when there are none
 */
public record RoutingRules(
    DeliveryLimits limits,
    DeliveryPolicy policy,
    Quota defaultQuota,
    @Nullable Character separator) {}
