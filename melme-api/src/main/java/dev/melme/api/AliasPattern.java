package dev.melme.api;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an alias matches: one address, or every address of a domain ({@code *@acme.example}).
 *
 * <p>Two patterns are equal when they match the same mail: case and needless quotes do not count.
 */
public final class AliasPattern implements Comparable<AliasPattern> {

  private static final String CATCH_ALL = "*@";

  private final String key;
  private final @Nullable EmailAddress address;

  private AliasPattern(String key, @Nullable EmailAddress address) {
    this.key = key;
    this.address = address;
  }

  /**
   * Matches one address.
   *
   * @param address an address on a domain; not an address literal
   * @return the pattern
   * @throws InvalidValueException when the address has a literal instead of a domain, or its local
   *     part is {@code *}, which would read as a catch-all
   */
  public static AliasPattern of(EmailAddress address) {
    requireDomain(address);
    if (address.canonical().startsWith(CATCH_ALL)) {
      throw new InvalidValueException(
          "The local part * is kept for catch-alls. Use AliasPattern.catchAll(domain)");
    }
    return new AliasPattern(address.canonical(), address);
  }

  /**
   * Matches every address of a domain that has no alias of its own.
   *
   * @param domain the domain, without its sub-domains
   * @return the pattern
   */
  public static AliasPattern catchAll(DomainName domain) {
    return new AliasPattern(CATCH_ALL + domain.ascii(), null);
  }

  /**
   * Matches every address of the domain that an address is on.
   *
   * @param address an address on a domain; not an address literal
   * @return the pattern
   * @throws InvalidValueException when the address has a literal instead of a domain
   */
  public static AliasPattern catchAllFor(EmailAddress address) {
    requireDomain(address);
    return new AliasPattern(CATCH_ALL + address.domain(), null);
  }

  /**
   * Reads {@code local@domain} or {@code *@domain}.
   *
   * @param text the pattern's text
   * @return the pattern
   * @throws InvalidAddressException when it is neither
   */
  public static AliasPattern parse(String text) {
    return text.startsWith(CATCH_ALL)
        ? catchAll(DomainName.parse(text.substring(CATCH_ALL.length())))
        : of(EmailAddress.parse(text));
  }

  private static void requireDomain(EmailAddress address) {
    if (address.hasAddressLiteral()) {
      throw new InvalidValueException(
          "An alias needs a domain name, not an address literal such as [192.0.2.1]");
    }
  }

  /**
   * The canonical text, unique per pattern: what a store uses as key, compared byte by byte.
   *
   * @return at most 255 octets in UTF-8
   */
  public String key() {
    return key;
  }

  /**
   * The address, its case as given.
   *
   * @return empty for a catch-all
   */
  public Optional<EmailAddress> address() {
    return Optional.ofNullable(address);
  }

  /**
   * The domain in canonical form: lower-case ASCII (A-labels).
   *
   * @return the domain's text
   */
  public String domain() {
    return address == null ? key.substring(CATCH_ALL.length()) : address.domain();
  }

  /**
   * Tells whether this matches a whole domain.
   *
   * @return true for {@code *@domain}
   */
  public boolean isCatchAll() {
    return address == null;
  }

  /** Orders by {@link #key()}, char by char; stores list by its UTF-8 bytes. */
  @Override
  public int compareTo(AliasPattern other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AliasPattern that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return address == null ? key : Objects.toString(address);
  }
}
