package dev.melme.core.search;

import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MatchedAlias;

/**
 * Whether a message came in as {@code alias:} asks: exactly, by the alias that decided or by the
 * recipient that was written.
 */
final class AliasCondition {

  private AliasCondition() {}

  /**
   * Compares canonical texts.
   *
   * @param wanted see {@link dev.melme.api.workspace.SearchCondition.Kind#ALIAS}
   */
  static boolean holds(String wanted, MatchedAlias way) {
    AliasPattern alias = way.alias();
    EmailAddress recipient = way.recipient();
    if (wanted.startsWith("@")) {
      return wanted.substring(1).equals(alias.domain())
          || wanted.substring(1).equals(recipient.domain());
    }
    boolean localPartAlone = wanted.indexOf('@') < 0 || wanted.endsWith("\"");
    if (localPartAlone) {
      return wanted.equals(localPart(recipient.canonical()))
          || (!alias.isCatchAll() && wanted.equals(localPart(alias.key())));
    }
    return wanted.equals(alias.key()) || wanted.equals(recipient.canonical());
  }

  /** A domain holds no {@code @}. */
  private static String localPart(String address) {
    return address.substring(0, address.lastIndexOf('@'));
  }
}
