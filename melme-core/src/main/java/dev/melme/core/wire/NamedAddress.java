package dev.melme.core.wire;

import dev.melme.api.EmailAddress;
import java.util.Objects;

/**
 * An address in a From, To or Cc field, with the name beside it (RFC 5322 §3.4).
 *
 * @param name the display name, empty for none
 * @param address the address
 */
public record NamedAddress(String name, EmailAddress address) {

  /** Checks that nothing is missing. */
  public NamedAddress {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
  }
}
