package dev.melme.api;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox address, checked, in the form that SMTP carries and with a key for matching.
 *
 * <p>The grammar is that of RFC 5321 §4.1.2 {@code Mailbox} with the extension of RFC 6531 §3.3:
 * {@code local-part@domain}. There are no display names, comments, folding white space, groups,
 * source routes, trailing dots or surrounding spaces. A quoted local part is accepted and loses
 * quotes and backslashes it does not need: {@code "support"@acme.example} and {@code
 * support@acme.example} are one address. Control characters are refused, also inside quotes, and so
 * are characters that cannot be seen, that turn the reading direction, or that have no agreed
 * meaning in the Unicode version of the running Java.
 *
 * <p><b>Domains</b> are kept as lower-case A-labels; see {@link DomainName} for what is accepted
 * and refused. Address literals are accepted, because reverse paths carry them.
 *
 * <p><b>Limits</b>, in UTF-8 octets of the written form: local part 64 with the quotes it needs,
 * label 63, domain 253, whole address 254 (RFC 5321 §4.5.3.1, RFC 3696 erratum 1690).
 *
 * <p><b>Equality</b> is that of {@link #canonical()}: case of the local part does not count. This
 * is the right rule for the aliases that MelMe hosts (RFC 5321 §2.4 leaves it to the host of the
 * mailbox); towards other hosts the case is kept.
 *
 * <p>Instances are immutable and safe for use by many threads.
 */
public final class EmailAddress {

  private final String written;
  private final String canonical;
  private final int at;
  private final boolean ascii;

  /**
   * Takes over what a parser has checked.
   *
   * @param written as SMTP carries it, with minimal quotes and A-labels
   * @param canonical the key
   * @param at the index of the separating {@code @} in {@code written}
   * @param ascii whether {@code written} is ASCII only
   */
  EmailAddress(String written, String canonical, int at, boolean ascii) {
    this.written = written;
    this.canonical = canonical;
    this.at = at;
    this.ascii = ascii;
  }

  /**
   * Reads one address and throws when it is not one.
   *
   * @param text the address alone, without angle brackets
   * @return the address
   * @throws InvalidAddressException when the text is not an address; says why and where
   */
  public static EmailAddress parse(String text) {
    return AddressParser.parse(Objects.requireNonNull(text, "text"));
  }

  /**
   * Reads one address and answers empty when it is not one.
   *
   * @param text the address alone, without angle brackets
   * @return the address, or empty whenever {@link #parse(String)} would throw
   */
  public static Optional<EmailAddress> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidAddressException notAnAddress) {
      return Optional.empty();
    }
  }

  /**
   * Gives the value of the local part: without quotes and backslashes, its case kept.
   *
   * @return the value, empty for {@code ""@domain}
   */
  public String localPart() {
    return LocalPartGrammar.unquoted(written.substring(0, at));
  }

  /**
   * Gives the domain as lower-case A-labels, or the address literal with its brackets.
   *
   * @return for example {@code acme.example}, {@code xn--bcher-kva.example}, {@code [192.0.2.1]} or
   *     {@code [IPv6:2001:db8::1]}
   */
  public String domain() {
    return written.substring(at + 1);
  }

  /**
   * Gives the domain for display: labels as U-labels where that is unambiguous.
   *
   * @return a domain that {@link #parse(String)} turns into {@link #domain()} again
   */
  public String unicodeDomain() {
    return hasAddressLiteral() ? domain() : DomainParser.unicode(domain());
  }

  /**
   * Tells whether the domain is an address literal (RFC 5321 §4.1.3) and not a name.
   *
   * @return true for {@code a@[192.0.2.1]} and {@code a@[IPv6:2001:db8::1]}
   */
  public boolean hasAddressLiteral() {
    return written.charAt(at + 1) == '[';
  }

  /**
   * Gives the key under which this address is matched, whatever its case.
   *
   * <p>The local part is put in Unicode normal form C and lower-cased code point by code point,
   * without regard to the locale; final sigma becomes sigma, because a capital does not tell them
   * apart. Full case folding is not applied: it would make one address of {@code straße} and {@code
   * strasse}. An ASCII local part is only ever met by ASCII ones. The key is itself an address and
   * its own key.
   *
   * @return local part, {@code @} and domain; quotes only where they are needed
   */
  public String canonical() {
    return canonical;
  }

  /**
   * Tells whether the address can be used without the SMTPUTF8 extension (RFC 6531).
   *
   * @return false when the local part holds other than ASCII; the domain never does
   */
  public boolean isAscii() {
    return ascii;
  }

  /**
   * Gives the address with another local part in the same domain, as for stripping a tag.
   *
   * @param localPart the value, not quoted: quotes are added where it needs them
   * @return the other address
   * @throws InvalidAddressException when no address can have this local part, or the address would
   *     be too long
   */
  public EmailAddress withLocalPart(String localPart) {
    return AddressParser.assemble(Objects.requireNonNull(localPart, "localPart"), domain());
  }

  /**
   * Gives the address for display: as {@link #toString()}, but with U-labels.
   *
   * @return a text that {@link #parse(String)} turns into this address again
   */
  public String toUnicode() {
    return written.substring(0, at + 1) + unicodeDomain();
  }

  /** Two addresses are equal when their {@link #canonical()} keys are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmailAddress address && canonical.equals(address.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode(); // String keeps it
  }

  /**
   * Gives the address as SMTP carries it: case kept, quoted where needed, A-labels.
   *
   * @return a text that {@link #parse(String)} turns into this address again
   */
  @Override
  public String toString() {
    return written;
  }
}
