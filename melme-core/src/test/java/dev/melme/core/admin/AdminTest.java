package dev.melme.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.AlreadyExistsException;
import dev.melme.api.ConflictException;
import dev.melme.api.DomainName;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxUsage;
import dev.melme.api.NotFoundException;
import dev.melme.api.Page;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.Slug;
import dev.melme.api.admin.LintReport;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.admin.NewAlias;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.admin.SavedAlias.Warning;
import dev.melme.inmemory.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminTest {

  private final MelMe melme = MelMe.builder().store(InMemoryStore.create()).build();
  private final MelMeAdmin admin = melme.admin();

  @AfterEach
  void close() {
    melme.close();
  }

  @Test
  void a_slug_is_unique_and_burnt_for_ever_by_deletion() {
    Mailbox first = admin.createMailbox(NewMailbox.of("support-inbox", "Support"));

    assertThatThrownBy(() -> admin.createMailbox(NewMailbox.of("support-inbox", "Again")))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Choose another one");

    assertThat(admin.deleteMailbox(first.id())).isTrue();
    assertThat(admin.deleteMailbox(first.id())).isFalse();
    assertThatThrownBy(() -> admin.createMailbox(NewMailbox.of("support-inbox", "Again")))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(admin.mailbox(Slug.of("support-inbox"))).isEmpty();
  }

  @Test
  void a_change_that_was_overtaken_is_refused_and_can_be_repeated() {
    Mailbox read = admin.createMailbox(NewMailbox.of("support-inbox", "Support"));
    admin.updateMailbox(read.withSenderName("Acme"));

    assertThatThrownBy(() -> admin.updateMailbox(read.withName("Help")))
        .isInstanceOf(ConflictException.class);

    Mailbox again = admin.mailbox(read.id()).orElseThrow();
    assertThat(admin.updateMailbox(again.withName("Help")).senderName()).isEqualTo("Acme");
  }

  @Test
  void activating_and_deactivating_twice_changes_nothing() {
    Mailbox mailbox = admin.createMailbox(NewMailbox.of("support-inbox", "Support"));

    Mailbox inactive = admin.deactivateMailbox(mailbox.id());

    assertThat(admin.deactivateMailbox(mailbox.id())).isEqualTo(inactive);
    assertThat(admin.activateMailbox(mailbox.id()).version()).isEqualTo(3);
    assertThat(admin.activateMailbox(mailbox.id()).version()).isEqualTo(3);
  }

  @Test
  void an_alias_needs_a_mailbox_that_exists_and_warns_of_an_inactive_one() {
    admin.createMailbox(NewMailbox.of("old-inbox", "Old").inactive());

    assertThatThrownBy(() -> admin.createAlias("a@acme.example", Route.toMailbox("no-such-inbox")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Create it first");
    assertThat(admin.createAlias("old@acme.example", Route.toMailbox("old-inbox")).warnings())
        .containsExactly(Warning.MAILBOX_INACTIVE);
    assertThatThrownBy(() -> admin.createAlias("OLD@acme.example", Route.toMailbox("old-inbox")))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void a_new_mailbox_never_inherits_an_orphan() {
    Mailbox first = admin.createMailbox(NewMailbox.of("first-inbox", "First"));
    admin.createAlias("a@acme.example", Route.toMailbox("first-inbox"));
    admin.deleteMailbox(first.id());

    Mailbox second = admin.createMailbox(NewMailbox.of("second-inbox", "Second"));

    assertThat(admin.enableAlias(AliasPattern.parse("a@acme.example")).warnings())
        .containsExactly(Warning.MAILBOX_DELETED);
    assertThat(admin.aliases(first.id(), PageRequest.first(10)).items()).hasSize(1);
    assertThat(
            admin
                .reroute(AliasPattern.parse("a@acme.example"), Route.toMailbox(second.id()))
                .alias()
                .route())
        .isEqualTo(Route.toMailbox(second.id()));
  }

  @Test
  void an_alias_can_be_changed_and_deleted_and_changes_of_none_say_so() {
    admin.createMailbox(NewMailbox.of("support-inbox", "Support"));
    AliasPattern pattern = AliasPattern.parse("a@acme.example");
    admin.createAlias("a@acme.example", Route.toMailbox("support-inbox"));

    assertThat(admin.disableAlias(pattern).enabled()).isFalse();
    assertThat(admin.changeAlias(pattern, Alias.WhenUnavailable.DEFER).whenUnavailable())
        .isEqualTo(Alias.WhenUnavailable.DEFER);
    assertThat(admin.enableAlias(pattern).alias().version()).isEqualTo(4);
    assertThat(admin.deleteAlias(pattern)).isTrue();
    assertThat(admin.deleteAlias(pattern)).isFalse();
    assertThatThrownBy(() -> admin.disableAlias(pattern)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void pages_show_everything_once_in_order() {
    for (int i = 0; i < 7; i++) {
      admin.createMailbox(NewMailbox.of("inbox-" + i, "Inbox"));
      admin.createAlias("a" + i + "@d" + i + ".example", Route.toMailbox("inbox-" + i));
    }

    assertThat(all(admin::mailboxes, 3))
        .hasSize(7)
        .isSortedAccordingTo((a, b) -> a.slug().value().compareTo(b.slug().value()));
    assertThat(all(admin::aliases, 2).stream().map(alias -> alias.pattern().key()))
        .hasSize(7)
        .isSorted();
    assertThat(all(admin::domains, 3).stream().map(DomainName::ascii)).hasSize(7).isSorted();
  }

  @Test
  void a_cursor_of_another_list_is_refused_with_a_remedy() {
    for (int i = 0; i < 3; i++) {
      admin.createMailbox(NewMailbox.of("inbox-" + i, "Inbox"));
      admin.createAlias("a" + i + "@acme.example", Route.toMailbox("inbox-" + i));
    }
    Page<Alias> aliases = admin.aliases(PageRequest.first(1));

    assertThatThrownBy(
            () -> admin.mailboxes(PageRequest.first(1).after(aliases.next().orElseThrow())))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void usage_of_a_mailbox_that_does_not_exist_is_an_error() {
    Mailbox mailbox = admin.createMailbox(NewMailbox.of("support-inbox", "Support"));

    assertThat(admin.usage(mailbox.id())).isEqualTo(MailboxUsage.NONE);
    admin.deleteMailbox(mailbox.id());
    assertThatThrownBy(() -> admin.usage(mailbox.id())).isInstanceOf(NotFoundException.class);
  }

  @Test
  void lint_finds_orphans_inactive_targets_shadows_and_missing_postmasters() {
    admin.createMailbox(NewMailbox.of("support-inbox", "Support"));
    admin.createMailbox(NewMailbox.of("orders-inbox", "Orders"));
    Mailbox old = admin.createMailbox(NewMailbox.of("old-inbox", "Old").inactive());
    Mailbox gone = admin.createMailbox(NewMailbox.of("gone-inbox", "Gone"));
    admin.createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    admin.createAlias("support+orders@acme.example", Route.toMailbox("orders-inbox"));
    admin.createAlias("support+same@acme.example", Route.toMailbox("support-inbox"));
    admin.createAlias("old@acme.example", Route.toMailbox(old.id()));
    admin.createAlias("gone@acme.example", Route.toMailbox(gone.id()));
    admin.createAlias("*@all.example", Route.toMailbox("support-inbox"));
    admin.createAlias(
        NewAlias.of(AliasPattern.parse("off@all.example"), Route.toMailbox("support-inbox"))
            .disabled());
    admin.createAlias("fine@all.example", Route.toMailbox("orders-inbox"));
    admin.deleteMailbox(gone.id());

    LintReport report = admin.lint();

    assertThat(report.complete()).isTrue();
    assertThat(report.findings())
        .extracting(finding -> finding.kind() + " " + finding.subject())
        .containsExactlyInAnyOrder(
            "ORPHAN gone@acme.example",
            "MAILBOX_INACTIVE old@acme.example",
            "SHADOWED support@acme.example",
            "SHADOWED *@all.example",
            "NO_POSTMASTER acme.example");
  }

  @Test
  void lint_survives_every_alias_and_domain_that_can_be_saved() {
    admin.createMailbox(NewMailbox.of("support-inbox", "Support"));
    admin.createAlias("*+x@acme.example", Route.toMailbox("support-inbox"));
    admin.createAlias("a".repeat(62) + ".+@acme.example", Route.toMailbox("support-inbox"));
    String label = "d".repeat(61);
    admin.registerDomain(DomainName.parse(String.join(".", label, label, label, label) + ".exam"));

    assertThat(admin.lint().findings())
        .extracting(finding -> finding.kind() + " " + finding.subject())
        .containsExactly("NO_POSTMASTER acme.example");
  }

  @Test
  void lint_stops_at_a_thousand_findings_and_says_so() {
    Mailbox gone = admin.createMailbox(NewMailbox.of("gone-inbox", "Gone"));
    for (int i = 0; i < 1100; i++) {
      admin.createAlias("a" + i + "@acme.example", Route.toMailbox(gone.id()));
    }
    admin.deleteMailbox(gone.id());

    LintReport report = admin.lint();

    assertThat(report.findings()).hasSize(1000);
    assertThat(report.complete()).isFalse();
  }

  private static <T> List<T> all(Function<PageRequest, Page<T>> list, int limit) {
    List<T> all = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(PageRequest.first(limit));
    while (next.isPresent()) {
      PageRequest request = next.get();
      Page<T> page = list.apply(request);
      all.addAll(page.items());
      next = page.next().map(request::after);
    }
    return all;
  }
}
