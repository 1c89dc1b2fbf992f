package dev.melme.testkit;

import dev.melme.MelMe;
import dev.melme.api.AliasPattern;
import dev.melme.api.AlreadyExistsException;
import dev.melme.api.Mailbox;
import dev.melme.api.Route;
import dev.melme.api.Slug;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.NewMailbox;
import dev.melme.inmemory.InMemoryStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one test is given; closed when the test is over. */
final class MelMeFixture implements AutoCloseable {

  final MutableClock clock = MutableClock.create();
  final InMemoryStore store = InMemoryStore.create(clock);
  final MelMe melme = MelMe.builder().store(store).clock(clock).build();
  private final Map<Slug, Mailbox> mailboxes = new LinkedHashMap<>();

  MelMeFixture(List<Declaration> declarations) {
    try {
      declarations.forEach(this::setUp);
      declarations.forEach(this::takeAway);
    } catch (RuntimeException | Error e) {
      melme.close();
      throw e;
    }
  }

  private void setUp(Declaration declared) {
    MelMeAdmin admin = melme.admin();
    if (declared.domain() != null) {
      admin.registerDomain(declared.domain());
      return;
    }
    Slug slug = Objects.requireNonNull(declared.slug());
    Mailbox mailbox =
        mailboxes.computeIfAbsent(
            slug, unknown -> admin.createMailbox(NewMailbox.of(slug.value(), slug.value())));
    for (AliasPattern pattern : declared.aliases()) {
      NewAlias alias = NewAlias.of(pattern, Route.toMailbox(mailbox.id()));
      alias = declared.says(Declaration.Word.DISABLED) ? alias.disabled() : alias;
      alias = declared.says(Declaration.Word.DEFERRING) ? alias.deferring() : alias;
      try {
        admin.createAlias(alias);
      } catch (AlreadyExistsException e) {
        throw Declaration.wrong(declared.line(), pattern + " is declared a second time");
      }
    }
  }

  /** What needs the mailbox to be there first. */
  private void takeAway(Declaration declared) {
    Mailbox mailbox = declared.slug() == null ? null : mailboxes.get(declared.slug());
    if (mailbox == null) {
      return;
    }
    if (declared.says(Declaration.Word.INACTIVE)) {
      mailboxes.put(mailbox.slug(), melme.admin().deactivateMailbox(mailbox.id()));
    }
    if (declared.says(Declaration.Word.DELETED)) {
      melme.admin().deleteMailbox(mailbox.id());
      mailboxes.remove(mailbox.slug());
    }
  }

  /** The mailboxes that were declared and not deleted, by slug, in the order of their lines. */
  Map<Slug, Mailbox> mailboxes() {
    return mailboxes;
  }

  @Override
  public void close() {
    melme.close();
  }
}
