package dev.melme.core.compose;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.core.wire.NamedAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a message goes to, each address once: in the To field before the Cc field before the
 * envelope alone.
 *
 * @param to recipients of the To field
 * @param cc recipients of the Cc field
 * @param bcc recipients that nobody else learns of
 */
record Recipients(List<NamedAddress> to, List<NamedAddress> cc, List<NamedAddress> bcc) {

  /** Nobody yet. */
  static final Recipients NONE = new Recipients(List.of(), List.of(), List.of());

  Recipients {
    Set<EmailAddress> seen = new HashSet<>();
    to = firsts(to, seen);
    cc = firsts(cc, seen);
    bcc = firsts(bcc, seen);
  }

  private static List<NamedAddress> firsts(List<NamedAddress> given, Set<EmailAddress> seen) {
    return given.stream().filter(each -> seen.add(each.address())).toList();
  }

  /**
   * Reads what was typed.
   *
   * @throws InvalidValueException when a part of it is no recipient, or there are none or too many
   */
  static Recipients of(Draft draft) {
    Recipients recipients =
        new Recipients(
            RecipientText.read("To", draft.to()),
            RecipientText.read("Cc", draft.cc()),
            RecipientText.read("Bcc", draft.bcc()));
    int count = recipients.to.size() + recipients.cc.size() + recipients.bcc.size();
    if (count == 0) {
      throw new InvalidValueException(
          "The message has no recipient. Give it an address, as in to(\"jane@example.org\")");
    }
    if (count > Outbound.MAX_RECIPIENTS) {
      throw new InvalidValueException(
          "The message has "
              + count
              + " recipients. Send it to at most "
              + Outbound.MAX_RECIPIENTS
              + " at once");
    }
    return recipients;
  }

  /** The recipients as the outbox keeps them. */
  List<OutboundRecipient> waiting() {
    List<OutboundRecipient> all = new ArrayList<>();
    to.forEach(each -> all.add(OutboundRecipient.waiting(each.address(), RecipientField.TO)));
    cc.forEach(each -> all.add(OutboundRecipient.waiting(each.address(), RecipientField.CC)));
    bcc.forEach(each -> all.add(OutboundRecipient.waiting(each.address(), RecipientField.BCC)));
    return all;
  }
}
