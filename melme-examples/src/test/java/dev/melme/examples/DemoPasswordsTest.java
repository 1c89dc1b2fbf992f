package dev.melme.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Mailbox;
import dev.melme.api.Slug;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.inmemory.InMemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPasswordsTest {

  private static final String CHOSEN = "correct horse battery";

  private final InMemoryStore store = InMemoryStore.create();
  private final MelMe melme = MelMe.builder().store(store).build();

  @AfterEach
  void close() {
    melme.close();
  }

  private DemoAccess start(Optional<String> chosen) {
    DemoData.seed(melme.admin());
    return new DemoPasswords(melme, store.sessions()).set(chosen);
  }

  private Mailbox mailbox(String slug) {
    return melme.admin().mailbox(Slug.of(slug)).orElseThrow();
  }

  private Optional<Workspace> signIn(String slug, String password) {
    SignIn outcome = melme.authenticator().signIn(SignInRequest.of(slug, password));
    return outcome instanceof SignIn.Granted granted
        ? Optional.of(granted.workspace())
        : Optional.empty();
  }

  @Test
  void without_a_choice_one_password_is_made_for_all_and_told_once() {
    DemoAccess access = start(Optional.empty());

    String made = access.secret().orElseThrow();
    assertThat(access.inWords())
        .isEqualToIgnoringNewLines(
            "The password of support-inbox, billing-inbox, old-inbox is told this once: " + made);
    assertThat(access).asString().doesNotContain(made);
    assertThat(signIn("support-inbox", made)).isPresent();
    assertThat(signIn("billing-inbox", made)).isPresent();
    assertThat(signIn("old-inbox", made)).isEmpty();
    melme.admin().activateMailbox(mailbox("old-inbox").id());
    assertThat(signIn("old-inbox", made)).isPresent();
  }

  @Test
  void two_starts_on_nothing_make_two_passwords() {
    InMemoryStore other = InMemoryStore.create();
    try (MelMe second = MelMe.builder().store(other).build()) {
      DemoData.seed(second.admin());

      assertThat(new DemoPasswords(second, other.sessions()).set(Optional.empty()).secret())
          .isNotEqualTo(start(Optional.empty()).secret());
    }
  }

  @Test
  void a_password_of_an_earlier_start_stays_and_so_do_its_sessions() {
    String made = start(Optional.empty()).secret().orElseThrow();
    Workspace open = signIn("support-inbox", made).orElseThrow();

    DemoAccess access = start(Optional.empty());

    assertThat(access.secret()).isEmpty();
    assertThat(access.inWords())
        .isEqualToIgnoringNewLines(
            "The password of support-inbox, billing-inbox, old-inbox was set before;"
                + " MELME_DEMO_PASSWORD sets another.");
    assertThat(open.session()).isPresent();
  }

  @Test
  void a_mailbox_without_a_password_gets_one_and_the_others_keep_theirs() {
    DemoData.seed(melme.admin());
    melme.admin().setPassword(mailbox("support-inbox").id(), CHOSEN);
    melme.admin().deleteMailbox(mailbox("old-inbox").id());

    DemoAccess access = start(Optional.empty());

    assertThat(access.generated()).containsExactly("billing-inbox");
    assertThat(access.earlier()).containsExactly("support-inbox");
    assertThat(signIn("support-inbox", CHOSEN)).isPresent();
    assertThat(signIn("billing-inbox", access.secret().orElseThrow())).isPresent();
  }

  @Test
  void a_chosen_password_is_set_and_not_shown() {
    String made = start(Optional.empty()).secret().orElseThrow();

    DemoAccess access = start(Optional.of(CHOSEN));

    assertThat(access.inWords())
        .isEqualToIgnoringNewLines(
            "The password of support-inbox, billing-inbox, old-inbox is that of"
                + " MELME_DEMO_PASSWORD.");
    assertThat(signIn("support-inbox", made)).isEmpty();
    assertThat(signIn("support-inbox", CHOSEN)).isPresent();
    assertThat(signIn("billing-inbox", CHOSEN)).isPresent();
  }

  @Test
  void a_chosen_password_that_is_set_already_ends_no_session() {
    start(Optional.of(CHOSEN));
    Workspace open = signIn("support-inbox", CHOSEN).orElseThrow();

    start(Optional.of(CHOSEN));

    assertThat(open.sessions()).containsExactly(open.session().orElseThrow());
  }

  @Test
  void a_chosen_password_takes_the_place_of_the_one_a_team_changed_to() {
    start(Optional.of(CHOSEN));
    Workspace open = signIn("support-inbox", CHOSEN).orElseThrow();
    assertThat(open.changePassword(CHOSEN, "another horse battery")).isTrue();

    start(Optional.of(CHOSEN));

    assertThat(signIn("support-inbox", "another horse battery")).isEmpty();
    assertThat(signIn("support-inbox", CHOSEN)).isPresent();
  }

  @Test
  void a_permanent_store_knows_its_passwords_after_a_restart(@TempDir Path folder) {
    MailPlace place = DataFolder.at(folder);
    String made;
    try (MailStore first = MailStore.open(place)) {
      DemoData.seed(first.melme().admin());
      made = access(first).secret().orElseThrow();
    }

    try (MailStore second = MailStore.open(place)) {
      DemoData.seed(second.melme().admin());

      assertThat(access(second).earlier())
          .isEqualTo(List.of("support-inbox", "billing-inbox", "old-inbox"));
      assertThat(second.melme().authenticator().signIn(SignInRequest.of("support-inbox", made)))
          .isInstanceOf(SignIn.Granted.class);
    }
  }

  private static DemoAccess access(MailStore store) {
    return new DemoPasswords(store.melme(), store.sessions()).set(Optional.empty());
  }
}
