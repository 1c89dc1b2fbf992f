package dev.melme.core.compose;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.core.routing.Candidates;
import dev.melme.core.routing.SubAddress;
import dev.melme.spi.AliasRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The aliases of one mailbox as they were when they were asked for. Used by one thread. */
final class MailboxAliases {

  private static final int PAGE = 500;

  private final AliasRepository repository;
  private final MailboxId mailboxId;
  private final @Nullable Character separator;
  private final List<Alias> all = new ArrayList<>();
  private final Set<EmailAddress> addresses = new HashSet<>();
  private final Set<String> wholeDomains = new HashSet<>();

  private MailboxAliases(
      AliasRepository repository, MailboxId mailboxId, @Nullable Character separator) {
    this.repository = repository;
    this.mailboxId = mailboxId;
    this.separator = separator;
  }

  static MailboxAliases of(
      AliasRepository repository, MailboxId mailboxId, @Nullable Character separator) {
    MailboxAliases aliases = new MailboxAliases(repository, mailboxId, separator);
    aliases.load();
    return aliases;
  }

  private void load() {
    Optional<AliasPattern> after = Optional.empty();
    List<Alias> page;
    do {
      page = repository.listByMailbox(mailboxId, after, PAGE);
      for (Alias alias : page) {
        all.add(alias);
        alias
            .pattern()
            .address()
            .ifPresentOrElse(addresses::add, () -> wholeDomains.add(alias.pattern().domain()));
        after = Optional.of(alias.pattern());
      }
    } while (page.size() == PAGE);
  }

  /** All of them, by key. */
  List<Alias> all() {
    return all;
  }

  /** Its addresses other than this one. */
  Set<EmailAddress> except(EmailAddress address) {
    return addresses.stream()
        .filter(each -> !each.equals(address))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether mail to an address comes into this mailbox, or would if the alias were enabled. */
  boolean owns(EmailAddress address) {
    if (addresses.contains(address)) {
      return true;
    }
    boolean covered =
        !address.hasAddressLiteral()
            && (wholeDomains.contains(address.domain())
                || SubAddress.base(address, separator).filter(addresses::contains).isPresent());
    return covered && leadsHere(address);
  }

  /** An alias of its own may lead elsewhere, whatever covers the address here. */
  private boolean leadsHere(EmailAddress address) {
    Alias decides = repository.match(Candidates.of(address, separator)).alias();
    return decides != null && decides.mailboxId().equals(mailboxId);
  }
}
