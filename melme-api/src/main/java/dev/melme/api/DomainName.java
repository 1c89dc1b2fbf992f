package dev.melme.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A domain name as mail uses it, kept as lower-case A-labels.
 *
 * <p>Accepted are labels of letters, digits and inner hyphens (RFC 5321 §4.1.2, RFC 1035 §2.3.1),
 * at most 63 characters each and 253 together, which is what the DNS can hold. Single labels such
 * as {@code localhost} and all-digit labels are within that grammar and accepted; whether a name
 * exists is not asked. Underscores, trailing dots and address literals are refused.
 *
 * <p>U-labels (RFC 5890) become A-labels. Refused, with the A-label as the remedy, is whatever
 * would let two names meet by surprise: sharp s, final sigma and joiners, on which IDNA 2003 and
 * 2008 disagree; code points unknown to the mapping (Unicode 3.2); symbols, which IDNA 2008 does
 * not know; everything whose mapping changes more than its case, such as full-width letters; other
 * dots than the ASCII one. A given A-label is kept as it is, provided that it is Punycode.
 *
 * <p>Instances are immutable and safe for use by many threads. Two are equal when their A-labels
 * are.
 */
public final class DomainName {

  private final String ascii;

  private DomainName(String ascii) {
    this.ascii = ascii;
  }

  /**
   * Reads a domain name and throws when it is not one.
   *
   * @param text labels separated by dots, as U-labels, A-labels or plain ASCII, in any case
   * @return the domain name
   * @throws InvalidAddressException when the text is not a domain name; says why and where
   */
  public static DomainName parse(String text) {
    return new DomainName(DomainParser.parse(Objects.requireNonNull(text, "text"), 0));
  }

  /**
   * Gives the name as lower-case A-labels, the form for keys, DNS and SMTP.
   *
   * @return for example {@code xn--bcher-kva.example}
   */
  public String ascii() {
    return ascii;
  }

  /**
   * Gives the name for display: labels as U-labels where that is unambiguous.
   *
   * @return for example {@code bücher.example}; parses to this name again
   */
  public String unicode() {
    return DomainParser.unicode(ascii);
  }

  /** Two names are equal when their A-labels are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DomainName name && ascii.equals(name.ascii);
  }

  @Override
  public int hashCode() {
    return ascii.hashCode();
  }

  /** Gives {@link #ascii()}. */
  @Override
  public String toString() {
    return ascii;
  }
}
