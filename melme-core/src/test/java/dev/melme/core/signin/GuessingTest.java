package dev.melme.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.Mailbox;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.workspace.DeviceToken;
import dev.melme.api.workspace.SignIn;
import dev.melme.api.workspace.SignInRequest;
import dev.melme.core.RecordingStore;
import dev.melme.core.TestClock;
import dev.melme.inmemory.InMemoryStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guesses are counted and slowed down, and the team is not shut out by them. */
class GuessingTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String WRONG = "wrong horse battery";

  private final TestClock clock = new TestClock();
  private final PlainHasher hasher = new PlainHasher();
  private final MelMe melme =
      MelMe.builder()
          .store(InMemoryStore.create(clock))
          .clock(clock)
          .passwordHasher(hasher)
          .build();
  private final Mailbox mailbox =
      melme.admin().createMailbox(NewMailbox.of("support-inbox", "Acme Support"));

  GuessingTest() {
    melme.admin().setPassword(mailbox.id(), PASSWORD);
  }

  @AfterEach
  void close() {
    melme.close();
  }

  private boolean signIn(SignInRequest request) {
    return melme.authenticator().signIn(request) instanceof SignIn.Granted;
  }

  private boolean guess(String slug, String password) {
    return signIn(SignInRequest.of(slug, password));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(guess("support-inbox", WRONG)).isFalse();
    }
  }

  @Test
  void five_failures_are_free_and_then_each_is_followed_by_a_wait_that_doubles_to_an_hour() {
    fail(6);
    assertThat(hasher.compared).hasValue(6);

    int compared = 6;
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600}) {
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      fail(1);
      assertThat(hasher.compared).as("before %s s are over", seconds).hasValue(compared);
      clock.advance(Duration.ofMillis(1));
      fail(1);
      assertThat(hasher.compared).as("after %s s", seconds).hasValue(++compared);
    }
  }

  @Test
  void the_right_password_too_has_to_wait_and_ends_the_row_of_failures() {
    fail(6);

    assertThat(guess("support-inbox", PASSWORD)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(guess("support-inbox", PASSWORD)).isTrue();

    fail(5);
    assertThat(guess("support-inbox", PASSWORD)).isTrue();
  }

  @Test
  void after_a_hundred_failures_in_a_row_only_the_administrator_helps() {
    for (int i = 0; i < 100; i++) {
      fail(1);
      clock.advance(Duration.ofHours(1));
    }
    clock.advance(Duration.ofDays(20));

    assertThat(guess("support-inbox", PASSWORD)).isFalse();
    melme.admin().setPassword(mailbox.id(), PASSWORD);
    assertThat(guess("support-inbox", PASSWORD)).isTrue();
  }

  @Test
  void a_slug_that_nobody_has_waits_like_one_that_somebody_has() {
    for (String slug : List.of("support-inbox", "nobody-here", "Not A Slug", "a@b.example")) {
      int before = hasher.compared.get();
      for (int i = 0; i < 10; i++) {
        guess(slug, WRONG);
      }
      assertThat(hasher.compared.get() - before).as(slug).isEqualTo(6);
    }
  }

  @Test
  void a_client_address_is_counted_over_all_slugs_and_an_ipv6_network_as_one() throws Exception {
    for (int i = 0; i < 10; i++) {
      signIn(SignInRequest.of("guess-" + i, WRONG).from(address("2001:db8:1:2::" + i)));
    }

    assertThat(hasher.compared).hasValue(6);
    SignInRequest right = SignInRequest.of("support-inbox", PASSWORD);
    assertThat(signIn(right.from(address("2001:db8:1:2:ffff::1")))).isFalse();
    assertThat(signIn(right.from(address("2001:db8:1:3::1")))).isTrue();
    assertThat(signIn(right.from(address("192.0.2.1")))).isTrue();
  }

  @Test
  void whoever_signs_in_to_a_mailbox_of_their_own_frees_no_guesses_at_others() throws Exception {
    InetAddress address = address("192.0.2.1");
    melme
        .admin()
        .setPassword(melme.admin().createMailbox(NewMailbox.of("own-box", "Own")).id(), PASSWORD);
    int before = hasher.compared.get();
    for (int i = 0; i < 20; i++) {
      signIn(SignInRequest.of("own-box", PASSWORD).from(address));
      signIn(SignInRequest.of("guess-" + i, WRONG).from(address));
    }

    assertThat(hasher.compared.get() - before).isLessThanOrEqualTo(6 + 6);
  }

  @Test
  void a_wait_for_one_reason_counts_nothing_under_the_other() throws Exception {
    fail(6);
    for (int i = 0; i < 50; i++) {
      signIn(SignInRequest.of("support-inbox", WRONG).from(address("192.0.2.9")));
    }

    for (int i = 0; i < 6; i++) {
      signIn(SignInRequest.of("somebody-else", WRONG).from(address("192.0.2.9")));
    }
    assertThat(hasher.compared).hasValue(12);
  }

  @Test
  void a_device_that_signed_in_before_is_not_shut_out_by_strangers_but_counted_itself() {
    SignIn.Granted granted =
        (SignIn.Granted) melme.authenticator().signIn(SignInRequest.of("support-inbox", PASSWORD));
    DeviceToken device = granted.device();
    fail(6);

    assertThat(guess("support-inbox", PASSWORD)).isFalse();
    SignInRequest known = SignInRequest.of("support-inbox", PASSWORD).device(device);
    SignIn again = melme.authenticator().signIn(known);

    assertThat(again).isInstanceOf(SignIn.Granted.class);
    assertThat(((SignIn.Granted) again).device()).isEqualTo(device);
    for (int i = 0; i < 6; i++) {
      signIn(SignInRequest.of("support-inbox", WRONG).device(device));
    }
    assertThat(signIn(known)).isFalse();
  }

  @Test
  void the_device_of_another_mailbox_is_a_stranger() {
    Mailbox other = melme.admin().createMailbox(NewMailbox.of("other-box", "Other"));
    melme.admin().setPassword(other.id(), PASSWORD);
    DeviceToken foreign =
        ((SignIn.Granted) melme.authenticator().signIn(SignInRequest.of("other-box", PASSWORD)))
            .device();
    fail(6);

    assertThat(signIn(SignInRequest.of("support-inbox", PASSWORD).device(foreign))).isFalse();
    clock.advance(Duration.ofSeconds(1));
    SignIn granted =
        melme.authenticator().signIn(SignInRequest.of("support-inbox", PASSWORD).device(foreign));
    assertThat(((SignIn.Granted) granted).device()).isNotEqualTo(foreign);
  }

  @Test
  void of_a_hundred_guesses_at_once_each_that_is_compared_was_counted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(100);
    Callable<Boolean> guess = () -> guess("support-inbox", WRONG);
    List<Future<Boolean>> guesses = threads.invokeAll(Collections.nCopies(100, guess));
    threads.shutdown();

    for (Future<Boolean> each : guesses) {
      assertThat(each.get()).isFalse();
    }
    assertThat(hasher.compared).hasValue(6);
    assertThat(guess("support-inbox", PASSWORD)).isFalse();
  }

  @Test
  void known_and_unknown_slugs_ask_the_store_the_same_things() {
    RecordingStore store = new RecordingStore();
    try (MelMe recorded = MelMe.builder().store(store).passwordHasher(hasher).build()) {
      Mailbox known = recorded.admin().createMailbox(NewMailbox.of("known-box", "Known"));
      recorded.admin().setPassword(known.id(), PASSWORD);

      assertThat(calls(recorded, store, "known-box"))
          .isEqualTo(calls(recorded, store, "unknown-box"))
          .contains("sessions.credential");
    }
  }

  private static String calls(MelMe melme, RecordingStore store, String slug) {
    store.calls.clear();
    melme.authenticator().signIn(SignInRequest.of(slug, WRONG));
    return store.calls.stream().collect(Collectors.joining(" "));
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
