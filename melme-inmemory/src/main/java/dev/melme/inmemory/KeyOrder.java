package dev.melme.inmemory;

import dev.melme.api.AliasPattern;
import java.util.Comparator;

/**
 * The order of alias keys by their UTF-8 bytes, which is that of their code points.
 *
 * <p>{@link String#compareTo} is another one: it puts U+1F600, whose first char is a surrogate,
 * before U+FF41.
 */
final class KeyOrder {

  static final Comparator<AliasPattern> BYTES = (left, right) -> compare(left.key(), right.key());

  private KeyOrder() {}

  private static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean beyond = Character.isSurrogate(l);
        return beyond == Character.isSurrogate(r) ? l - r : beyond ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }
}
