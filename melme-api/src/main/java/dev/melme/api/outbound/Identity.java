package dev.melme.api.outbound;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import java.util.Objects;

/**
 * Who a mailbox writes as: an address that its recipients may answer to.
 *
 * @param address the address in the From field
 * @param alias the alias that allows it: the address itself, or a catch-all on its domain
 * @param senderName the name beside it, that of the mailbox
 */
public record Identity(EmailAddress address, AliasPattern alias, String senderName) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the alias does not cover the address
   */
  public Identity {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(senderName, "senderName");
    boolean covered =
        alias.isCatchAll()
            ? alias.domain().equals(address.domain())
            : alias.equals(AliasPattern.of(address));
    if (!covered) {
      throw new InvalidValueException("Alias " + alias + " does not cover " + address);
    }
  }
}
