package dev.melme.examples;

import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AlreadyExistsException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.NotFoundException;
import dev.melme.api.Route;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.NewMailbox;
import java.util.List;
import java.util.Optional;

/**
 * Sets up the mailboxes and aliases of the demo: one of each kind that answers differently.
 *
 * <p>What is there already stays as it is, also when it differs; what is missing is added. It may
 * run again at any time, and by many programs at once on one store.
 */
final class DemoData {

  static final String SUPPORT = "support-inbox";
  static final String BILLING = "billing-inbox";
  static final String OLD = "old-inbox";
  static final String GONE = "gone-inbox";

  /** The demo mailboxes that stay. */
  static final List<String> SLUGS = List.of(SUPPORT, BILLING, OLD);

  /** Marks a mailbox that exists only for the moment it takes to make an orphan of its alias. */
  static final String DOOMED = "Demo: to be deleted at once, so that its alias is an orphan";

  private static final AliasPattern ORPHAN = AliasPattern.parse("gone@acme.example");
  private static final int MOST_DOOMED_SLUGS = 100;

  private final MelMeAdmin admin;

  private DemoData(MelMeAdmin admin) {
    this.admin = admin;
  }

  /** Adds what is missing. */
  static void seed(MelMeAdmin admin) {
    DemoData data = new DemoData(admin);
    data.mailbox(NewMailbox.of(SUPPORT, "Support"));
    data.mailbox(NewMailbox.of(BILLING, "Billing"));
    data.mailbox(NewMailbox.of(OLD, "Old").inactive());
    data.alias(to("support@acme.example", SUPPORT));
    data.alias(to("sales@acme.example", SUPPORT));
    data.alias(to("hello@brand-b.example", SUPPORT));
    data.alias(to("billing@acme.example", BILLING));
    data.alias(to("old@acme.example", OLD));
    data.alias(to("off@acme.example", SUPPORT).disabled());
    data.alias(to("*@catchall.example", SUPPORT));
    data.orphan();
  }

  /** An address for each demo alias, in the order a reader wants; also where nothing was added. */
  static List<String> sampleAddresses() {
    return List.of(
        "support@acme.example",
        "sales@acme.example",
        "hello@brand-b.example",
        "billing@acme.example",
        "anything@catchall.example",
        "old@acme.example",
        "off@acme.example",
        "gone@acme.example");
  }

  private static NewAlias to(String pattern, String slug) {
    return NewAlias.of(AliasPattern.parse(pattern), Route.toMailbox(slug));
  }

  private void mailbox(NewMailbox wanted) {
    if (admin.mailbox(wanted.slug()).isEmpty()) {
      create(wanted);
    }
  }

  private void alias(NewAlias wanted) {
    if (admin.alias(wanted.pattern()).isPresent()) {
      return;
    }
    try {
      admin.createAlias(wanted);
    } catch (AlreadyExistsException another) {
      // Somebody else was faster: theirs stays.
    } catch (NotFoundException mailboxDeleted) {
      // The mailbox was deleted by hand, and a deleted slug is never used again: nowhere to lead.
    }
  }

  /** Makes the alias whose mailbox was deleted, or ends what a program that died had begun. */
  private void orphan() {
    Optional<Alias> present = admin.alias(ORPHAN);
    if (present.isEmpty()) {
      doomedMailbox().ifPresent(this::makeOrphan);
    } else {
      present
          .flatMap(alias -> admin.mailbox(alias.mailboxId()))
          .filter(this::isDoomed)
          .ifPresent(mailbox -> admin.deleteMailbox(mailbox.id()));
    }
  }

  private void makeOrphan(Mailbox doomed) {
    alias(NewAlias.of(ORPHAN, Route.toMailbox(doomed.id())));
    admin.deleteMailbox(doomed.id());
  }

  /**
   * A mailbox of our own making: one that was there before may hold somebody's mail. Its slug is
   * used up each time, so after the alias was deleted by hand the next number is taken. It is
   * inactive, so that no mail gets in that would be erased with it.
   */
  private Optional<Mailbox> doomedMailbox() {
    for (int number = 1; number <= MOST_DOOMED_SLUGS; number++) {
      String slug = number == 1 ? GONE : GONE + "-" + number;
      Optional<Mailbox> created =
          create(NewMailbox.of(slug, "Gone").description(DOOMED).inactive());
      if (created.isPresent()) {
        return created;
      }
    }
    return Optional.empty();
  }

  private boolean isDoomed(Mailbox mailbox) {
    return !mailbox.active()
        && mailbox.description().equals(Optional.of(DOOMED))
        && holdsNothing(mailbox.id());
  }

  private boolean holdsNothing(MailboxId mailboxId) {
    try {
      return admin.usage(mailboxId).messages() == 0;
    } catch (NotFoundException deletedMeanwhile) {
      return false;
    }
  }

  /** Empty when the slug is taken, also by a mailbox that was deleted. */
  private Optional<Mailbox> create(NewMailbox wanted) {
    try {
      return Optional.of(admin.createMailbox(wanted));
    } catch (AlreadyExistsException taken) {
      return Optional.empty();
    }
  }
}
