package dev.melme.core.leak;

import dev.melme.api.EmailAddress;
import dev.melme.core.routing.SubAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds some addresses in any text, their sub-addresses included: in a sentence, in angle brackets,
 * in a URL. Few texts hold an at sign in front of one of their domains, and only there is anything
 * looked at.
 */
final class AddressFinder {

  /** RFC 5321 §4.5.3.1.1, with room for the quotes. */
  private static final int MAX_LOCAL_PART = 66;

  private final Set<EmailAddress> wanted;
  private final Set<String> domains = new HashSet<>();
  private final @Nullable Character separator;

  AddressFinder(Collection<EmailAddress> wanted, @Nullable Character separator) {
    this.wanted = Set.copyOf(wanted);
    this.separator = separator;
    for (EmailAddress address : wanted) {
      domains.add(address.domain());
      domains.add(MessageTexts.folded(address.unicodeDomain()));
    }
  }

  /** The addresses that a folded text holds. */
  Set<EmailAddress> in(String text) {
    Set<EmailAddress> found = new LinkedHashSet<>();
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      String domain = domain(text, at + 1);
      if (domains.contains(domain)) {
        collect(text, at, domain, found);
      }
    }
    return found;
  }

  private static String domain(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < 254 && isDomainCharacter(text.charAt(end))) {
      end++;
    }
    while (end > from && ".-".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(from, end);
  }

  private static boolean isDomainCharacter(char c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || c == '.'
        || c == '-';
  }

  /** An address may begin behind anything but a letter or a digit: {@code ?to=me@acme.example}. */
  private void collect(String text, int at, String domain, Set<EmailAddress> found) {
    for (int start = at - 1; start >= 0 && at - start <= MAX_LOCAL_PART; start--) {
      char c = text.charAt(start);
      if (c <= ' ' && text.charAt(at - 1) != '"') {
        return;
      }
      if (begins(text, start)) {
        EmailAddress.tryParse(text.substring(start, at) + "@" + domain)
            .flatMap(this::wanted)
            .ifPresent(found::add);
      }
    }
  }

  /** Not in the middle of a longer local part: {@code not.me@acme.example}. */
  private static boolean begins(String text, int start) {
    int before = start - 1;
    while (before >= 0 && ".-_+".indexOf(text.charAt(before)) >= 0) {
      before--;
    }
    return before < 0 || !Character.isLetterOrDigit(text.charAt(before));
  }

  private Optional<EmailAddress> wanted(EmailAddress address) {
    if (wanted.contains(address)) {
      return Optional.of(address);
    }
    return SubAddress.base(address, separator).filter(wanted::contains);
  }
}
