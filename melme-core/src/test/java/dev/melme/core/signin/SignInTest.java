package dev.melme.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.melme.MelMe;
import dev.melme.api.ClientFacts;
import dev.melme.api.InvalidValueException;
import dev.melme.api.Mailbox;
import dev.melme.api.NotFoundException;
import dev.melme.api.PageRequest;
import dev.melme.api.Route;
import dev.melme.api.Session;
import dev.melme.api.SessionId;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.workspace.SessionEndedException;
import dev.melme.api.workspace.SessionToken;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.api.workspace.Workspace;
import dev.melme.core.TestClock;
import dev.melme.inmemory.InMemoryStore;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, and what ends a session. */
class SignInTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "wrong horse battery";

  private final TestClock clock = new TestClock();
  private final PlainHasher hasher = new PlainHasher();
  private final InMemoryStore store = InMemoryStore.create(clock);
  private final MelMe melme =
      MelMe.builder().store(store).clock(clock).passwordHasher(hasher).build();
  private final Mailbox mailbox =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support"));

  SignInTest() {
    melme.admin().createAlias("support@acme.example", Route.toMailbox("support-inbox"));
    melme.admin().setPassword(mailbox.id(), PASSWORD);
  }

  @AfterEach
  void close() {
    melme.close();
  }

  private SignIn signIn(String slug, String password) {
    return melme.authenticator().signIn(SignInRequest.of(slug, password));
  }

  private SignIn.Granted signedIn() {
    return granted(signIn("support-inbox", PASSWORD));
  }

  private static SignIn.Granted granted(SignIn outcome) {
    assertThat(outcome).isInstanceOf(SignIn.Granted.class);
    return (SignIn.Granted) outcome;
  }

  @Test
  void slug_and_password_open_the_mailbox() {
    Workspace workspace = signedIn().workspace();

    assertThat(workspace.mailbox().id()).isEqualTo(mailbox.id());
    assertThat(workspace.messages(PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void the_short_form_counts_the_address_of_the_client() throws UnknownHostException {
    ClientFacts client = ClientFacts.of(InetAddress.getByName("192.0.2.7"), "host", "HTTP");

    SignIn.Granted granted =
        granted(melme.authenticator().signIn("support-inbox", PASSWORD, client));

    assertThat(granted.workspace().session().flatMap(Session::clientAddress)).contains("192.0.2.7");
  }

  @Test
  void every_failure_reads_the_same() {
    Mailbox silent = melme.admin().createMailbox(NewMailbox.of("no-password", "Silent"));
    Mailbox off = melme.admin().createMailbox(NewMailbox.of("switched-off", "Off"));
    melme.admin().setPassword(off.id(), PASSWORD);
    melme.admin().deactivateMailbox(off.id());

    List<SignIn> failures =
        List.of(
            signIn("support-inbox", OTHER),
            signIn("support-inbox", ""),
            signIn("support-inbox", "x".repeat(2000)),
            signIn("nobody-here", PASSWORD),
            signIn("", PASSWORD),
            signIn(silent.slug().value(), ""),
            signIn(off.slug().value(), PASSWORD));

    assertThat(failures).allMatch(new SignIn.Refused(false)::equals);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"support@acme.example", "unknown@acme.example", "@", "SUPPORT@ACME.EXAMPLE"})
  void an_address_signs_nobody_in_and_gets_a_hint_by_its_form_alone(String typed) {
    SignIn outcome = signIn(typed, PASSWORD);

    assertThat(outcome).isEqualTo(new SignIn.Refused(true));
    assertThat(new SignIn.Refused(true).message())
        .startsWith(new SignIn.Refused(false).message())
        .contains("mailbox slug");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "support\u2010inbox",
        "suppоrt-inbox",
        "support\u200B-inbox",
        "ｓｕｐｐｏｒｔ-inbox",
        "Support-Inbox",
        " support-inbox",
        "support-inbox\n",
        "support-ınbox"
      })
  void what_only_looks_like_the_slug_is_refused(String typed) {
    assertThat(signIn(typed, PASSWORD)).isEqualTo(new SignIn.Refused(false));
  }

  @Test
  void the_list_shows_device_address_times_and_operator() throws UnknownHostException {
    SignInRequest request =
        SignInRequest.of("support-inbox", PASSWORD)
            .from(InetAddress.getByName("2001:db8::1"))
            .userAgent("Browser\u0000 1.0")
            .operator("Jane");
    Workspace first = granted(melme.authenticator().signIn(request)).workspace();
    clock.advance(Duration.ofMinutes(5));
    Workspace second = signedIn().workspace();

    List<Session> sessions = second.sessions();

    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(0)).isEqualTo(second.session().orElseThrow());
    Session older = sessions.get(1);
    assertThat(older.userAgent()).contains("Browser  1.0");
    assertThat(older.clientAddress()).contains("2001:db8:0:0:0:0:0:1");
    assertThat(older.operator()).contains("Jane");
    assertThat(older.createdAt()).isEqualTo(clock.instant().minus(Duration.ofMinutes(5)));
    assertThat(first.session().map(Session::id)).contains(older.id());
  }

  @Test
  void a_token_goes_on_with_its_session_and_no_other_text_does() {
    SignIn.Granted granted = signedIn();
    String token = granted.token().value();

    assertThat(melme.authenticator().resume(granted.token()).map(Workspace::mailbox))
        .contains(mailbox);
    String other = (token.endsWith("A") ? "B" : "A");
    assertThat(
            melme
                .authenticator()
                .resume(new SessionToken(token.substring(0, token.length() - 1) + other)))
        .isEmpty();
    assertThat(melme.authenticator().resume(new SessionToken(granted.device().value()))).isEmpty();
    assertThatThrownBy(() -> new SessionToken("short")).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void each_sign_in_has_a_token_of_its_own() {
    Set<String> tokens =
        Stream.generate(() -> signedIn().token().value()).limit(20).collect(Collectors.toSet());

    assertThat(tokens).hasSize(20);
  }

  @Test
  void secrets_are_in_no_text_form() {
    SignInRequest request = SignInRequest.of("support-inbox", PASSWORD);
    SignIn.Granted granted = granted(melme.authenticator().signIn(request));

    assertThat(request + " " + granted)
        .doesNotContain(PASSWORD, granted.token().value(), granted.device().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "two\nlines", "nul\0", "half \uD83D", "\u0085"})
  void an_operator_without_a_proper_name_is_refused_before_the_password_counts(String name) {
    SignInRequest request = SignInRequest.of("support-inbox", OTHER);

    assertThatThrownBy(() -> request.operator(name))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("1 to 100 characters");
    assertThatThrownBy(() -> request.operator("x".repeat(101)))
        .isInstanceOf(InvalidValueException.class);
  }

  /** Something that ends all sessions, or one. */
  private record Ending(String name, Consumer<SignInTest> how) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ending> endings() {
    return Stream.of(
        new Ending("unused", test -> test.clock.advance(Duration.ofMinutes(30).plusMillis(1))),
        new Ending(
            "a new password of the administrator",
            test -> test.melme.admin().setPassword(test.mailbox.id(), OTHER)),
        new Ending(
            "a random password", test -> test.melme.admin().resetPassword(test.mailbox.id())),
        new Ending(
            "a new password of the team",
            test ->
                assertThat(test.signedIn().workspace().changePassword(PASSWORD, OTHER)).isTrue()),
        new Ending("deactivation", test -> test.melme.admin().deactivateMailbox(test.mailbox.id())),
        new Ending(
            "deactivation and activation",
            test -> {
              test.melme.admin().deactivateMailbox(test.mailbox.id());
              test.melme.admin().activateMailbox(test.mailbox.id());
            }),
        new Ending("deletion", test -> test.melme.admin().deleteMailbox(test.mailbox.id())),
        new Ending(
            "ending all",
            test -> assertThat(test.signedIn().workspace().endAllSessions()).isEqualTo(2)),
        new Ending(
            "ending by the administrator",
            test -> assertThat(test.melme.admin().endSessions(test.mailbox.id())).isEqualTo(1)));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void what_ends_a_session_ends_it_at_once(Ending ending) {
    SignIn.Granted granted = signedIn();
    Workspace resumed = melme.authenticator().resume(granted.token()).orElseThrow();

    ending.how().accept(this);

    assertThat(melme.authenticator().resume(granted.token())).isEmpty();
    for (Workspace workspace : List.of(granted.workspace(), resumed)) {
      assertThatThrownBy(workspace::mailbox).isInstanceOf(SessionEndedException.class);
      assertThatThrownBy(() -> workspace.messages(PageRequest.first(1)))
          .isInstanceOf(SessionEndedException.class);
      assertThatThrownBy(workspace::sessions).isInstanceOf(SessionEndedException.class);
      assertThatThrownBy(() -> workspace.changePassword(PASSWORD, OTHER))
          .isInstanceOf(SessionEndedException.class);
      assertThatThrownBy(workspace::signOut).isInstanceOf(SessionEndedException.class);
    }
  }

  @Test
  void a_session_that_is_used_holds_for_eight_hours() {
    SignIn.Granted granted = signedIn();
    for (int minutes = 0; minutes < 8 * 60; minutes += 20) {
      assertThat(granted.workspace().mailbox()).isEqualTo(mailbox);
      clock.advance(Duration.ofMinutes(20));
    }
    assertThat(granted.workspace().mailbox()).isEqualTo(mailbox);

    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(granted.workspace()::mailbox).isInstanceOf(SessionEndedException.class);
  }

  @Test
  void signing_out_ends_this_session_only() {
    SignIn.Granted one = signedIn();
    SignIn.Granted other = signedIn();

    one.workspace().signOut();

    assertThat(melme.authenticator().resume(one.token())).isEmpty();
    assertThat(other.workspace().sessions()).hasSize(1);
  }

  @Test
  void one_session_ends_another_of_its_mailbox_and_none_of_another_mailbox() {
    Mailbox sales = melme.admin().createMailbox(NewMailbox.of("sales-inbox", "Sales"));
    melme.admin().setPassword(sales.id(), PASSWORD);
    Workspace ofSales = granted(signIn("sales-inbox", PASSWORD)).workspace();
    Workspace one = signedIn().workspace();
    Workspace other = signedIn().workspace();
    SessionId foreign = ofSales.session().orElseThrow().id();

    assertThat(one.endSession(foreign)).isFalse();
    assertThat(one.endSession(new SessionId(UUID.randomUUID()))).isFalse();
    assertThat(one.endSession(other.session().orElseThrow().id())).isTrue();

    assertThat(ofSales.mailbox()).isEqualTo(sales);
    assertThatThrownBy(other::mailbox).isInstanceOf(SessionEndedException.class);
    assertThat(one.mailbox()).isEqualTo(mailbox);
  }

  @Test
  void the_team_changes_its_password_by_the_old_one() {
    assertThat(signedIn().workspace().changePassword(OTHER, "a password of the team")).isFalse();
    assertThatThrownBy(() -> signedIn().workspace().changePassword(PASSWORD, "too short"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("15 to 1,024 bytes");

    assertThat(signedIn().workspace().changePassword(PASSWORD, "a password of the team")).isTrue();

    assertThat(signIn("support-inbox", PASSWORD)).isEqualTo(new SignIn.Refused(false));
    granted(signIn("support-inbox", "a password of the team"));
  }

  @Test
  void guessing_the_old_password_from_within_is_slowed_down_too() {
    Workspace workspace = signedIn().workspace();
    for (int i = 0; i < 6; i++) {
      assertThat(workspace.changePassword(OTHER, "a password of the team")).isFalse();
    }

    assertThat(workspace.changePassword(PASSWORD, "a password of the team")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(workspace.changePassword(PASSWORD, "a password of the team")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"14 characters.", ""})
  void a_short_password_is_refused(String password) {
    assertThatThrownBy(() -> melme.admin().setPassword(mailbox.id(), password))
        .isInstanceOf(InvalidValueException.class);
    signedIn();
  }

  @Test
  void a_password_has_up_to_1024_bytes_of_any_kind() {
    String longest = "ä".repeat(512);
    melme.admin().setPassword(mailbox.id(), longest);

    granted(signIn("support-inbox", longest));
    assertThatThrownBy(() -> melme.admin().setPassword(mailbox.id(), longest + "a"))
        .isInstanceOf(InvalidValueException.class);
    assertThat(signIn("support-inbox", longest + "a")).isEqualTo(new SignIn.Refused(false));
  }

  @Test
  void a_password_is_the_same_however_a_keyboard_composes_it() {
    melme.admin().setPassword(mailbox.id(), "Fl\u00FCgel und H\u00F6rner");

    granted(signIn("support-inbox", "Flu\u0308gel und Ho\u0308rner"));
  }

  @Test
  void a_random_password_signs_in_and_is_long_enough_to_guess_in_vain() {
    String password = melme.admin().resetPassword(mailbox.id());

    assertThat(password).matches("([a-z2-9]{5}-){5}[a-z2-9]{5}");
    assertThat(melme.admin().resetPassword(mailbox.id())).isNotEqualTo(password);
    assertThat(signIn("support-inbox", password)).isEqualTo(new SignIn.Refused(false));
  }

  @Test
  void a_hash_of_older_parameters_is_replaced_when_its_password_is_seen() {
    SignIn.Granted before = signedIn();
    hasher.scheme = "$newer$";

    signIn("support-inbox", OTHER);
    assertThat(storedHash()).startsWith("$plain$");
    signedIn();

    assertThat(storedHash()).startsWith("$newer$");
    signedIn();
    assertThat(before.workspace().mailbox()).isEqualTo(mailbox);
  }

  private String storedHash() {
    return store.sessions().credential(mailbox.id()).orElseThrow().passwordHash().orElseThrow();
  }

  @Test
  void nobody_gets_a_password_for_a_mailbox_that_is_not_there() {
    melme.admin().deleteMailbox(mailbox.id());

    assertThatThrownBy(() -> melme.admin().setPassword(mailbox.id(), PASSWORD))
        .isInstanceOf(NotFoundException.class);
    assertThat(melme.admin().sessions(mailbox.id())).isEmpty();
    assertThat(melme.admin().endSessions(mailbox.id())).isZero();
  }

  @Test
  void a_workspace_of_the_host_has_no_session_and_sees_those_of_the_team() {
    SignIn.Granted team = signedIn();
    Workspace host = melme.admin().workspace(mailbox.id(), "backup");

    assertThat(host.session()).isEmpty();
    host.signOut();
    assertThat(host.sessions()).hasSize(1);
    assertThat(host.endSession(team.workspace().session().orElseThrow().id())).isTrue();
    assertThat(melme.authenticator().resume(team.token())).isEmpty();
  }

  @Test
  void housekeeping_removes_what_no_longer_counts() {
    SignIn.Granted old = signedIn();
    signIn("nobody-here", OTHER);
    clock.advance(Duration.ofDays(89));
    signedIn();

    assertThat(melme.housekeeping().runOnce()).isFalse();

    SessionAge any = new SessionAge(Instant.EPOCH, Instant.EPOCH);
    assertThat(store.sessions().list(mailbox.id(), any, 10)).hasSize(1);
    TokenHash device = TokenHash.of(old.device().value());
    assertThat(store.sessions().knowsDevice(mailbox.id(), device)).isTrue();
    clock.advance(Duration.ofDays(2));
    melme.housekeeping().runOnce();
    assertThat(store.sessions().knowsDevice(mailbox.id(), device)).isFalse();
  }

  @Test
  void sessions_that_may_not_rest_are_refused_when_they_are_set_up() {
    assertThatThrownBy(() -> MelMe.builder().sessions(Duration.ofSeconds(119), Duration.ofHours(1)))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> MelMe.builder().sessions(Duration.ofHours(2), Duration.ofHours(1)))
        .isInstanceOf(InvalidValueException.class);
  }
}
