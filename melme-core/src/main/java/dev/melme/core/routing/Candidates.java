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
public final class Candidates extends AbstractList<AliasPattern> implements RandomAccess {

  private static final String CATCH_ALL = "*@";

  private final EmailAddress recipient;
  private final @Nullable EmailAddress base;
  private final boolean exact;
  private final int size;

  private Candidates(EmailAddress recipient, @Nullable EmailAddress base) {
    this.recipient = recipient;
    this.base = base;
    // "*" as a local part is legal in RFC 5321, but as a pattern it is the catch-all
    this.exact = !recipient.canonical().startsWith(CATCH_ALL);
    this.size = (exact ? 1 : 0) + (base == null ? 0 : 1) + 1;
  }

  /**
   * Lists the candidates of a recipient.
   *
   * @param recipient an address on a domain
   * @param separator what parts a sub-address from its tag, or null when there are none
   * @return the candidates
   */
  public static Candidates of(EmailAddress recipient, @Nullable Character separator) {
    return new Candidates(recipient, SubAddress.base(recipient, separator).orElse(null));
  }

  @Override
  public AliasPattern get(int index) {
    int position = exact ? index : index + 1;
    if (position == 0) {
      return AliasPattern.of(recipient);
    }
    if (position == 1 && base != null) {
      return AliasPattern.of(base);
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

  /** Tells whether a pattern is the address without its tag. */
  boolean matchedBySubAddress(AliasPattern pattern) {
    return base != null && pattern.key().equals(base.canonical());
  }
}
