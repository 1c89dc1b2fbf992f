package dev.melme.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Through which alias a message came in.
 *
 * @param recipient the address of the envelope, as it was given
 * @param alias the alias that decided
 * @param tag the sub-address ({@code orders} of {@code support+orders@}), when that was needed to
 *     find the alias (RFC 5233 §1)
 */
public record MatchedAlias(EmailAddress recipient, AliasPattern alias, Optional<String> tag) {

  /** Checks that nothing is missing. */
  public MatchedAlias {
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(tag, "tag");
  }
}
