package dev.melme.core.admin;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.admin.LintReport;
import dev.melme.api.admin.LintReport.Finding;
import dev.melme.api.admin.LintReport.Kind;
import dev.melme.core.routing.SubAddress;
import dev.melme.spi.AliasMatch;
import dev.melme.spi.MelMeStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks through all aliases and domains for what should be mended. */
final class Linter {

  private static final int PAGE = 500;
  private static final int MAX_FINDINGS = 1000;

  private final MelMeStore store;
  private final @Nullable Character separator;

  Linter(MelMeStore store, @Nullable Character separator) {
    this.store = store;
    this.separator = separator;
  }

  LintReport lint() {
    List<Finding> findings = new ArrayList<>();
    lintAliases(findings);
    lintDomains(findings);
    boolean complete = findings.size() <= MAX_FINDINGS;
    return new LintReport(complete ? findings : findings.subList(0, MAX_FINDINGS), complete);
  }

  private void lintAliases(List<Finding> findings) {
    Map<MailboxId, Optional<Mailbox>> mailboxes = new HashMap<>();
    Optional<AliasPattern> after = Optional.empty();
    while (findings.size() <= MAX_FINDINGS) {
      List<Alias> page = store.aliases().list(after, PAGE);
      for (Alias alias : page) {
        Optional<Mailbox> mailbox =
            mailboxes.computeIfAbsent(alias.mailboxId(), store.mailboxes()::find);
        lintTarget(alias, mailbox, findings);
        lintShadow(alias, mailbox.filter(Mailbox::active).isPresent(), findings);
      }
      if (page.size() < PAGE) {
        return;
      }
      after = Optional.of(page.get(page.size() - 1).pattern());
    }
  }

  private static void lintTarget(Alias alias, Optional<Mailbox> mailbox, List<Finding> findings) {
    String pattern = alias.pattern().toString();
    if (mailbox.isEmpty()) {
      findings.add(
          new Finding(
              Kind.ORPHAN, pattern, "its mailbox was deleted: re-route the alias or delete it"));
    } else if (alias.enabled() && !mailbox.get().active()) {
      findings.add(
          new Finding(
              Kind.MAILBOX_INACTIVE,
              pattern,
              "mailbox " + mailbox.get().slug() + " is inactive: activate it or re-route"));
    }
  }

  /** Whom would the mail of this alias reach if this alias were not there, and does that differ? */
  private void lintShadow(Alias alias, boolean takesMail, List<Finding> findings) {
    Optional<EmailAddress> address = alias.pattern().address();
    if (address.isEmpty()) {
      return;
    }
    shadowed(alias, address.get(), takesMail)
        .ifPresent(
            other ->
                findings.add(
                    new Finding(
                        Kind.SHADOWED,
                        other.pattern().toString(),
                        alias.pattern()
                            + (takesMail && alias.enabled() ? " takes" : " refuses")
                            + " mail that would come here: delete that alias if this is not"
                            + " meant")));
  }

  /**
   * An alias with a tag takes mail away from its sub-address base when it leads elsewhere. An alias
   * that takes no mail also keeps it from the catch-all; one that takes it is what a catch-all
   * leaves room for.
   */
  private Optional<Alias> shadowed(Alias alias, EmailAddress address, boolean takesMail) {
    boolean works = takesMail && alias.enabled();
    Optional<Alias> base =
        SubAddress.base(address, separator)
            .flatMap(without -> store.aliases().find(AliasPattern.of(without)));
    if (base.isPresent()) {
      return base.filter(other -> other.enabled() && (!works || !sameMailbox(other, alias)));
    }
    return works
        ? Optional.empty()
        : store.aliases().find(AliasPattern.catchAllFor(address)).filter(Alias::enabled);
  }

  private static boolean sameMailbox(Alias one, Alias other) {
    return one.mailboxId().equals(other.mailboxId());
  }

  private void lintDomains(List<Finding> findings) {
    Optional<DomainName> after = Optional.empty();
    while (findings.size() <= MAX_FINDINGS) {
      List<DomainName> page = store.aliases().domains(after, PAGE);
      for (DomainName domain : page) {
        // on a domain of 244 characters and more there can be no such address
        EmailAddress.tryParse("postmaster@" + domain.ascii())
            .filter(postmaster -> !takesMail(postmaster))
            .ifPresent(postmaster -> findings.add(noPostmaster(postmaster)));
      }
      if (page.size() < PAGE) {
        return;
      }
      after = Optional.of(page.get(page.size() - 1));
    }
  }

  private static Finding noPostmaster(EmailAddress postmaster) {
    return new Finding(
        Kind.NO_POSTMASTER,
        postmaster.domain(),
        "mail to " + postmaster + " is refused (RFC 5321 §4.5.1): create that alias");
  }

  private boolean takesMail(EmailAddress address) {
    AliasMatch match =
        store.aliases().match(List.of(AliasPattern.of(address), AliasPattern.catchAllFor(address)));
    Alias alias = match.alias();
    Mailbox mailbox = match.mailbox();
    return alias != null && alias.enabled() && mailbox != null && mailbox.active();
  }
}
