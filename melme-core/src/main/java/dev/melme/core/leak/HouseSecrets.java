package dev.melme.core.leak;

import dev.melme.api.EmailAddress;
import dev.melme.api.Slug;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message of one mailbox must not show.
 *
 * @param recoveryAddress where its owner is reached
 * @param slug its login
 * @param operators what sessions of the team call themselves
 * @param siblings its aliases, except the one that writes; catch-alls have no address to show
 * @param hostNames what this machine is called
 * @param patterns what the host forbids
 * @param separator what parts a sub-address from its tag, or null when there are none
 * @param shown what every recipient sees anyway, the sender's name and address: a word of it is no
 *     secret
 */
public record HouseSecrets(
    Optional<EmailAddress> recoveryAddress,
    Slug slug,
    Set<String> operators,
    Set<EmailAddress> siblings,
    Set<String> hostNames,
    List<Pattern> patterns,
    @Nullable Character separator,
    List<String> shown) {

  /** Copies the collections and checks that nothing is missing. */
  public HouseSecrets {
    Objects.requireNonNull(recoveryAddress, "recoveryAddress");
    Objects.requireNonNull(slug, "slug");
    operators = Set.copyOf(operators);
    siblings = Set.copyOf(siblings);
    hostNames = Set.copyOf(hostNames);
    patterns = List.copyOf(patterns);
    shown = List.copyOf(shown);
  }
}
