package dev.melme.core.routing;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that match one recipient, the most specific first: the address itself, the address
 * without its tag, the catch-all of the domain.
 *
 * <p>A pattern is made when it is asked for: a store that finds the first one never pays for the
 * others.
 */
final class Candidates extends AbstractList<AliasPattern> implements RandomAccess {

  private static final String ASTERISK = "*";
  private static final String CATCH_ALL = "*@";

  private final EmailAddress recipient;
  private final int separatorAt;
  private final boolean exact;
  private final boolean tagged;
  private final int size;

  private Candidates(EmailAddress recipient, int separatorAt) {
    this.recipient = recipient;
    this.separatorAt = separatorAt;
    // "*" as a local part is legal in RFC 5321, but as a pattern it is the catch-all
    this.exact = !recipient.canonical().startsWith(CATCH_ALL);
    this.tagged = separatorAt > 0 && !base().equals(ASTERISK);
    this.size = (exact ? 1 : 0) + (hasTag() ? 1 : 0) + 1;
  }

  /**
   * Lists the candidates of a recipient.
   *
   * @param recipient an address on a domain
   * @param separator what parts a sub-address from its tag, or null when there are none
   */
  static Candidates of(EmailAddress recipient, @Nullable Character separator) {
    // most recipients have none, and need no copy of their local part to tell
    if (separator == null || recipient.canonical().indexOf(separator) < 0) {
      return new Candidates(recipient, -1);
    }
    // the first separator parts (RFC 5233 §4 leaves the choice to the site); an address that
    // begins with it has no base
    int at = recipient.localPart().indexOf(separator);
    return new Candidates(recipient, at);
  }

  @Override
  public AliasPattern get(int index) {
    int position = exact ? index : index + 1;
    if (position == 0) {
      return AliasPattern.of(recipient);
    }
    if (position == 1 && hasTag()) {
      return AliasPattern.of(recipient.withLocalPart(base()));
    }
    if (index == size - 1) {
      return AliasPattern.catchAllFor(recipient);
    }
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public int size() {
    return size;
  }

  /** Tells whether one of the candidates is the address without its tag. */
  boolean hasTag() {
    return tagged;
  }

  /** The local part without its tag. */
  private String base() {
    return recipient.localPart().substring(0, separatorAt);
  }

  /** The tag, without its separator; may be empty. */
  String tag() {
    return recipient.localPart().substring(separatorAt + 1);
  }

  /** Tells whether a pattern is the sub-address candidate. */
  boolean matchedBySubAddress(AliasPattern pattern) {
    return hasTag() && !pattern.isCatchAll() && !pattern.key().equals(recipient.canonical());
  }
}
