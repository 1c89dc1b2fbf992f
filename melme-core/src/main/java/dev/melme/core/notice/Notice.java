package dev.melme.core.notice;

import dev.melme.api.EmailAddress;
import dev.melme.api.routing.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What a notice says.
 *
 * @param to the sender of what was refused
 * @param refused the refused recipients, at least one
 * @param returned the fields of the refused message that go back, each with its name
 * @param at when it is written
 */
record Notice(EmailAddress to, List<Verdict.Refused> refused, List<String> returned, Instant at) {

  /** The domain that it speaks for. */
  String domain() {
    return refused.get(0).recipient().domain();
  }

  /** Whether an address needs UTF-8 (RFC 6533 §1). */
  boolean internationalised() {
    return !to.isAscii() || refused.stream().anyMatch(each -> !each.recipient().isAscii());
  }
}
