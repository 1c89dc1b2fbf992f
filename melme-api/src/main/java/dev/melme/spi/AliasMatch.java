package dev.melme.spi;

import dev.melme.api.Alias;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows about the candidates of one recipient.
 *
 * <p>Null instead of Optional: a store makes one of these per recipient, on the hottest path there
 * is.
 *
 * @param alias the first candidate that exists, or null
 * @param mailbox the mailbox that the alias leads to, or null when there is no alias or the mailbox
 *     was erased
 * @param domainOurs whether any alias is on the domain or the domain is registered; always true
 *     with an alias
 */
public record AliasMatch(@Nullable Alias alias, @Nullable Mailbox mailbox, boolean domainOurs) {

  /** No alias, on a domain of ours. */
  public static final AliasMatch UNKNOWN_ALIAS = new AliasMatch(null, null, true);

  /** No alias, on a domain that is none of ours. */
  public static final AliasMatch FOREIGN_DOMAIN = new AliasMatch(null, null, false);

  /**
   * Checks that the parts go together.
   *
   * @throws InvalidValueException when there is a mailbox without an alias
   */
  public AliasMatch {
    if (alias == null && mailbox != null) {
      throw new InvalidValueException("A mailbox is matched through an alias only");
    }
  }
}
