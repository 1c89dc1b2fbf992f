package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Alias;
import dev.melme.api.AliasPattern;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.Slug;
import dev.melme.api.admin.MelMeAdmin;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.routing.Reason;
import dev.melme.inmemory.InMemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {

  private static final AliasPattern GONE = AliasPattern.parse("gone@acme.example");

  private final MelMe melme = MelMe.builder().store(InMemoryStore.create()).build();
  private final MelMeAdmin admin = melme.admin();

  @AfterEach
  void close() {
    melme.close();
  }

  private Reason answer(String address) {
    return melme.router().route(EmailAddress.parse(address)).reason();
  }

  private Mailbox mailbox(String slug) {
    return admin.mailbox(Slug.of(slug)).orElseThrow();
  }

  private List<Mailbox> mailboxes() {
    return admin.mailboxes(PageRequest.first(500)).items();
  }

  private List<Alias> aliases() {
    return admin.aliases(PageRequest.first(500)).items();
  }

  @Test
  void each_kind_of_alias_answers_in_its_way() {
    DemoData.seed(admin);

    assertThat(mailboxes())
        .extracting(mailbox -> mailbox.slug().value())
        .containsExactly("billing-inbox", "old-inbox", "support-inbox");
    assertThat(
            List.of(
                "support@acme.example",
                "sales@acme.example",
                "hello@brand-b.example",
                "billing@acme.example",
                "whoever@catchall.example"))
        .allSatisfy(address -> assertThat(answer(address)).isEqualTo(Reason.ACCEPTED));
    assertThat(answer("old@acme.example")).isEqualTo(Reason.MAILBOX_INACTIVE);
    assertThat(answer("off@acme.example")).isEqualTo(Reason.ALIAS_DISABLED);
    assertThat(answer("gone@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
    assertThat(answer("nobody@acme.example")).isEqualTo(Reason.UNKNOWN_ALIAS);
    assertThat(answer("nobody@elsewhere.example")).isEqualTo(Reason.FOREIGN_DOMAIN);
  }

  @Test
  void billing_and_support_are_apart() {
    DemoData.seed(admin);

    assertThat(admin.aliases(mailbox("support-inbox").id(), PageRequest.first(10)).items())
        .extracting(alias -> alias.pattern().key())
        .containsExactlyInAnyOrder(
            "support@acme.example",
            "sales@acme.example",
            "hello@brand-b.example",
            "off@acme.example",
            "*@catchall.example");
    assertThat(admin.aliases(mailbox("billing-inbox").id(), PageRequest.first(10)).items())
        .extracting(alias -> alias.pattern().key())
        .containsExactly("billing@acme.example");
  }

  @Test
  void a_second_time_changes_nothing() {
    DemoData.seed(admin);
    List<Mailbox> mailboxes = mailboxes();
    List<Alias> aliases = aliases();

    DemoData.seed(admin);

    assertThat(mailboxes()).isEqualTo(mailboxes);
    assertThat(aliases()).isEqualTo(aliases);
  }

  @Test
  void what_was_changed_by_hand_stays_and_what_is_missing_comes_back() {
    DemoData.seed(admin);
    admin.activateMailbox(mailbox("old-inbox").id());
    admin.updateMailbox(mailbox("billing-inbox").withName("Money"));
    admin.enableAlias(AliasPattern.parse("off@acme.example"));
    admin.reroute(AliasPattern.parse("sales@acme.example"), Route.toMailbox("billing-inbox"));
    admin.deleteAlias(AliasPattern.parse("support@acme.example"));

    DemoData.seed(admin);

    assertThat(answer("old@acme.example")).isEqualTo(Reason.ACCEPTED);
    assertThat(mailbox("billing-inbox").name()).isEqualTo("Money");
    assertThat(answer("off@acme.example")).isEqualTo(Reason.ACCEPTED);
    assertThat(admin.alias(AliasPattern.parse("sales@acme.example")).orElseThrow().mailboxId())
        .isEqualTo(mailbox("billing-inbox").id());
    assertThat(answer("support@acme.example")).isEqualTo(Reason.ACCEPTED);
  }

  @Test
  void a_deleted_demo_mailbox_is_not_revived() {
    DemoData.seed(admin);
    admin.deleteMailbox(mailbox("support-inbox").id());
    admin.deleteAlias(AliasPattern.parse("support@acme.example"));

    DemoData.seed(admin);

    assertThat(admin.mailbox(Slug.of("support-inbox"))).isEmpty();
    assertThat(answer("sales@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
    assertThat(admin.alias(AliasPattern.parse("support@acme.example"))).isEmpty();
  }

  @Test
  void an_orphan_that_was_deleted_by_hand_comes_back() {
    DemoData.seed(admin);
    admin.deleteAlias(GONE);

    DemoData.seed(admin);

    assertThat(answer("gone@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
    assertThat(mailboxes()).hasSize(3);
  }

  @Test
  void a_mailbox_of_somebody_else_by_the_name_of_the_gone_one_is_left_alone() {
    Mailbox theirs = admin.createMailbox(NewMailbox.of("gone-inbox", "Gone fishing"));

    DemoData.seed(admin);

    assertThat(admin.mailbox(theirs.id())).contains(theirs);
    assertThat(answer("gone@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
  }

  @Test
  void an_alias_of_somebody_else_in_place_of_the_orphan_is_left_alone() {
    Mailbox theirs = admin.createMailbox(NewMailbox.of("gone-inbox", "Gone fishing").inactive());
    admin.createAlias(GONE.key(), Route.toMailbox(theirs.id()));

    DemoData.seed(admin);

    assertThat(admin.mailbox(theirs.id())).contains(theirs);
    assertThat(answer("gone@acme.example")).isEqualTo(Reason.MAILBOX_INACTIVE);
  }

  @Test
  void an_orphan_left_half_made_is_completed() {
    Mailbox doomed =
        admin.createMailbox(
            NewMailbox.of("gone-inbox", "Gone").description(DemoData.DOOMED).inactive());
    admin.createAlias(GONE.key(), Route.toMailbox(doomed.id()));

    DemoData.seed(admin);

    assertThat(answer("gone@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
    assertThat(mailboxes()).hasSize(3);
  }

  @Test
  void a_restart_of_a_permanent_store_changes_nothing(@TempDir Path folder) {
    MailPlace place = DataFolder.at(folder);
    List<Mailbox> mailboxes;
    List<Alias> aliases;
    try (MailStore store = MailStore.open(place)) {
      MelMeAdmin first = store.melme().admin();
      DemoData.seed(first);
      Mailbox support = first.mailbox(Slug.of("support-inbox")).orElseThrow();
      first.updateMailbox(support.withName("Help"));
      first.deleteMailbox(first.mailbox(Slug.of("billing-inbox")).orElseThrow().id());
      mailboxes = first.mailboxes(PageRequest.first(500)).items();
      aliases = first.aliases(PageRequest.first(500)).items();
    }

    try (MailStore store = MailStore.open(place)) {
      MelMeAdmin second = store.melme().admin();
      DemoData.seed(second);

      assertThat(second.mailboxes(PageRequest.first(500)).items()).isEqualTo(mailboxes);
      assertThat(second.aliases(PageRequest.first(500)).items()).isEqualTo(aliases);
    }
  }

  @Test
  void many_programs_at_once_add_everything_once() throws Exception {
    int programs = 8;
    CyclicBarrier together = new CyclicBarrier(programs);
    ExecutorService threads = Executors.newFixedThreadPool(programs);
    try {
      List<Callable<Boolean>> seeds = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        seeds.add(
            () -> {
              together.await();
              DemoData.seed(admin);
              return true;
            });
      }

      for (Future<Boolean> seeded : threads.invokeAll(seeds)) {
        assertThat(seeded.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(mailboxes()).hasSize(3);
    assertThat(aliases()).hasSize(8);
    assertThat(answer("gone@acme.example")).isEqualTo(Reason.MAILBOX_DELETED);
  }
}
