package dev.melme.core.routing;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidAddressException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an address apart into its base and its tag (RFC 5233 §1). */
public final class SubAddress {

  private static final String ASTERISK = "*";

  private SubAddress() {}

  /**
   * Where the tag is parted from the base: at the first separator (RFC 5233 §4 leaves the choice to
   * the site).
   *
   * @param address the address
   * @param separator the separator, or null when there are no sub-addresses
   * @return index of the separator in the local part, less than 1 when there is no base
   */
  static int separatorAt(EmailAddress address, @Nullable Character separator) {
    // most addresses have none, and need no copy of their local part to tell
    return separator == null || address.canonical().indexOf(separator) < 0
        ? -1
        : address.localPart().indexOf(separator);
  }

  /** The tag, without its separator; may be empty. Only for an address that has a base. */
  static String tag(EmailAddress address, @Nullable Character separator) {
    return address.localPart().substring(separatorAt(address, separator) + 1);
  }

  /**
   * The address without its tag.
   *
   * @param address the address
   * @param separator the separator, or null when there are no sub-addresses
   * @return the base; empty when there is no tag, when nothing comes before it, when the base would
   *     be {@code *}, which reads as a catch-all, or when it is no address: {@code "a."} needs
   *     quotes that {@code a.+tag} does not, and may become too long by them
   */
  public static Optional<EmailAddress> base(EmailAddress address, @Nullable Character separator) {
    int at = separatorAt(address, separator);
    if (at < 1) {
      return Optional.empty();
    }
    String local = address.localPart().substring(0, at);
    if (local.equals(ASTERISK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(address.withLocalPart(local));
    } catch (InvalidAddressException e) {
      return Optional.empty();
    }
  }

  /**
   * The tag that follows a base.
   *
   * @param address the address
   * @param separator the separator, or null when there are no sub-addresses
   * @return what comes behind the first separator, perhaps nothing; empty when {@link #base} is
   */
  public static Optional<String> tagOf(EmailAddress address, @Nullable Character separator) {
    return base(address, separator).map(base -> tag(address, separator));
  }

  /**
   * The address with a tag: {@link #base} makes the address of it again.
   *
   * @param address the address
   * @param separator the separator, or null when there are no sub-addresses
   * @param tag the tag
   * @return empty when there are no sub-addresses, when the address holds the separator itself, so
   *     that it would be parted elsewhere, or when the local part would have more than 64 octets
   *     (RFC 5321 §4.5.3.1.1)
   */
  public static Optional<EmailAddress> tagged(
      EmailAddress address, @Nullable Character separator, String tag) {
    if (separator == null || separatorAt(address, separator) >= 0) {
      return Optional.empty();
    }
    try {
      EmailAddress tagged = address.withLocalPart(address.localPart() + separator + tag);
      return base(tagged, separator).filter(address::equals).map(base -> tagged);
    } catch (InvalidAddressException e) {
      return Optional.empty();
    }
  }
}
