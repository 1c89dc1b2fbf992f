package dev.melme.core.compose;

import dev.melme.api.Alias;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MatchedAlias;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.outbound.Identity;
import dev.melme.core.routing.Candidates;
import dev.melme.spi.MelMeStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who a mailbox writes as: one of its own addresses, and never any other. */
final class Identities {

  static final int MOST_LISTED = 500;

  /** Most addresses of a conversation that are looked up for one that may send. */
  private static final int MOST_TRIED = 50;

  private final MelMeStore store;
  private final Mailbox mailbox;
  private final @Nullable Character separator;

  Identities(MailboxWriting writing, Mailbox mailbox) {
    this.store = writing.store();
    this.mailbox = mailbox;
    this.separator = writing.rules().separator();
  }

  /** The enabled aliases that may send, catch-alls left out. */
  static List<Identity> listed(Mailbox mailbox, MailboxAliases aliases) {
    List<Identity> identities = new ArrayList<>();
    for (Alias alias : aliases.all()) {
      Optional<EmailAddress> address = alias.pattern().address();
      if (address.isPresent() && maySend(alias) && identities.size() < MOST_LISTED) {
        identities.add(new Identity(address.get(), alias.pattern(), mailbox.senderName()));
      }
    }
    return identities;
  }

  private static boolean maySend(Alias alias) {
    return alias.enabled() && alias.sending() == Alias.Sending.ALLOWED;
  }

  /**
   * Who writes unless somebody is chosen: the alias that the message came in on, else the latest
   * one of its conversation that may send, else the first identity.
   */
  Optional<Identity> fitting(Optional<Answered> answered, MailboxAliases aliases) {
    Optional<Identity> own = answered.flatMap(this::ofMessage);
    return own.or(() -> answered.flatMap(this::ofConversation))
        .or(() -> listed(mailbox, aliases).stream().findFirst());
  }

  private Optional<Identity> ofMessage(Answered answered) {
    return answered.message().aliases().stream()
        .map(MatchedAlias::recipient)
        .distinct()
        .limit(MOST_TRIED)
        .flatMap(recipient -> of(recipient).stream())
        .findFirst();
  }

  private Optional<Identity> ofConversation(Answered answered) {
    return conversation(answered).stream()
        .limit(MOST_TRIED)
        .flatMap(recipient -> of(recipient).stream())
        .findFirst();
  }

  /** The addresses that messages of the conversation came in on, the latest first. */
  private Set<EmailAddress> conversation(Answered answered) {
    List<MessageEntry> entries =
        new ArrayList<>(
            answered
                .conversation()
                .map(id -> store.entries().conversation(mailbox.id(), id))
                .orElse(List.of()));
    Collections.reverse(entries);
    Set<EmailAddress> recipients = new LinkedHashSet<>();
    entries.forEach(entry -> entry.aliases().forEach(alias -> recipients.add(alias.recipient())));
    return recipients;
  }

  /**
   * The address that was chosen.
   *
   * @throws InvalidValueException when the mailbox may not write as it
   */
  Identity require(EmailAddress address, Optional<Answered> answered) {
    return of(address)
        .filter(found -> found.address().equals(address))
        .filter(found -> !found.alias().isCatchAll() || cameIn(address, answered))
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "This mailbox may not write as "
                        + address
                        + ". Use one of its identities, or allow its alias to send"));
  }

  private boolean cameIn(EmailAddress address, Optional<Answered> answered) {
    return answered.isPresent()
        && (answered.get().message().aliases().stream()
                .anyMatch(alias -> alias.recipient().equals(address))
            || conversation(answered.get()).contains(address));
  }

  /**
   * As what the mailbox may answer mail to this address: the alias that decides about it now. What
   * came in on a sub-address is answered from the address without its tag.
   */
  private Optional<Identity> of(EmailAddress recipient) {
    if (recipient.hasAddressLiteral()) {
      return Optional.empty();
    }
    Alias decides = store.aliases().match(Candidates.of(recipient, separator)).alias();
    if (decides == null || !decides.mailboxId().equals(mailbox.id()) || !maySend(decides)) {
      return Optional.empty();
    }
    EmailAddress from = decides.pattern().address().orElse(recipient);
    return Optional.of(new Identity(from, decides.pattern(), mailbox.senderName()));
  }
}
