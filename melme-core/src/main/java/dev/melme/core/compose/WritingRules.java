package dev.melme.core.compose;

import dev.melme.api.outbound.OutboundRules;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host set up about writing.
 *
 * @param outbound its limits, and the texts that must not leave
 * @param envelopeSender where remote systems send trouble
 * @param hostNames what this machine is called
 * @param separator what parts a sub-address from its tag, or null when there are none
 * @param spoolDirectory where large messages are spooled, or null for the system's folder
 */
public record WritingRules(
    OutboundRules outbound,
    EnvelopeSender envelopeSender,
    Supplier<Set<String>> hostNames,
    @Nullable Character separator,
    @Nullable Path spoolDirectory) {}
