package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.spi.Attempts;
import dev.melme.spi.Credential;
import dev.melme.spi.NewSession;
import dev.melme.spi.SessionAge;
import dev.melme.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of pruning, SES-20 to SES-22; part of {@link SessionRepositoryContract}. */
public interface SessionPruningContract extends StoreContract {

  /**
   * {@link StoreRule#SES_20}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_20)
  default void ses20_prune_removes_what_does_not_count_any_more(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    subject.sessions().setPassword(mailbox.id(), Optional.empty(), "$kept");
    Credential before = subject.credential(mailbox);
    Instant start = subject.store().now();
    Instant since = start.plus(Duration.ofHours(1));
    NewSession tooOld = subject.openSession(mailbox, start.minusMillis(1));
    NewSession unused = subject.openSession(mailbox, start);
    NewSession used = subject.openSession(mailbox, start);
    for (NewSession each : List.of(tooOld, used)) {
      subject.sessions().resume(mailbox.id(), each.token(), SessionSpecimens.ANY_AGE, since, since);
    }
    NewSession recent = subject.openSession(other, since);
    NewSession again =
        SessionSpecimens.newSession(SessionSpecimens.session(mailbox.id(), since), before.epoch());
    subject.open(new NewSession(again.session(), again.token(), used.device(), again.epoch()));
    TokenHash early = SessionSpecimens.secret();
    TokenHash late = SessionSpecimens.secret();
    Attempts.Backoff backoff = oneAnHour();
    subject.sessions().beginAttempt(early, since.minusMillis(1), backoff);
    subject.sessions().beginAttempt(late, start, backoff);
    subject.sessions().beginAttempt(late, since, backoff);

    SessionAge age = new SessionAge(since, start);
    int pruned = subject.sessions().prune(age, since, 100, since, 100);
    int next = subject.sessions().prune(age, since, 100, since, 100);

    assertThat(List.of(pruned, next))
        .as("rows pruned: 2 sessions, 2 devices and the attempts of a key; then none")
        .containsExactly(5, 0);
    assertThat(subject.resumed(List.of(tooOld, unused, used, again, recent)))
        .as("sessions after those too old and unused were pruned")
        .containsExactly(used.session().activeAt(since), again.session(), recent.session());
    List<Boolean> known = new ArrayList<>();
    for (NewSession each : List.of(tooOld, unused, used, recent)) {
      known.add(subject.sessions().knowsDevice(each.session().mailboxId(), each.device()));
    }
    assertThat(known)
        .as("devices known after those that signed in last before the time were pruned")
        .containsExactly(false, false, true, true);
    List<Boolean> begun = new ArrayList<>();
    for (TokenHash key : List.of(early, late)) {
      begun.add(subject.sessions().beginAttempt(key, since.plusMillis(1), backoff));
    }
    assertThat(begun)
        .as("whether an attempt begins: those of the first key were pruned, not of the second")
        .containsExactly(true, false);
    assertThat(subject.credential(mailbox)).as("the credential after prune").isEqualTo(before);
  }

  /**
   * {@link StoreRule#SES_21}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_21)
  default void ses21_prune_removes_the_oldest_attempts_of_too_many(StoreUnderTest subject) {
    Attempts.Backoff backoff = oneAnHour();
    Instant start = subject.store().now();
    List<TokenHash> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add(SessionSpecimens.secret());
      subject.sessions().beginAttempt(keys.get(i), start.plusSeconds(i), backoff);
    }
    Instant later = start.plus(Duration.ofHours(1));
    subject.sessions().beginAttempt(keys.get(0), later, backoff); // the oldest is the newest now

    List<Integer> pruned = new ArrayList<>();
    for (int most : new int[] {5, 3, 3}) {
      pruned.add(
          subject
              .sessions()
              .prune(SessionSpecimens.ANY_AGE, Instant.EPOCH, most, Instant.EPOCH, 100));
    }

    assertThat(pruned)
        .as("keys pruned of 5, of which at most 5, then 3 are kept")
        .containsExactly(0, 2, 0);
    List<Boolean> begun = new ArrayList<>();
    for (TokenHash key : keys) {
      begun.add(subject.sessions().beginAttempt(key, start.plusSeconds(5), backoff));
    }
    assertThat(begun)
        .as("whether an attempt begins: those of the 2 keys with the oldest were pruned")
        .containsExactly(false, true, true, false, false);
    for (int i = 0; i < 4; i++) {
      subject.sessions().beginAttempt(SessionSpecimens.secret(), later, backoff);
    }
    assertThat(
            subject
                .sessions()
                .prune(SessionSpecimens.ANY_AGE, Instant.EPOCH, 2, Instant.EPOCH, 100))
        .as("keys pruned of 9 with five at one time, of which at most 2 are kept")
        .isEqualTo(7);
  }

  /**
   * {@link StoreRule#SES_22}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_22)
  default void ses22_prune_removes_at_most_as_many_rows_as_it_may(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(2);
    Instant start = subject.store().now();
    for (Mailbox mailbox : List.of(boxes.get(0), boxes.get(0), boxes.get(1))) {
      subject.openSession(mailbox);
      subject.sessions().beginAttempt(SessionSpecimens.secret(), start, oneAnHour());
    }
    Instant later = start.plus(Duration.ofDays(1));

    List<Integer> pruned = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      pruned.add(subject.sessions().prune(new SessionAge(later, later), later, 100, later, 4));
    }

    assertThat(pruned)
        .as("rows pruned per call, 3 sessions, 3 devices, 3 keys and at most 4 per call")
        .containsExactly(4, 4, 1, 0);
    assertThat(boxes)
        .as("mailboxes with sessions left")
        .allMatch(box -> subject.listed(box).isEmpty());
  }

  private static Attempts.Backoff oneAnHour() {
    return new Attempts.Backoff(
        0, Duration.ofHours(1), Duration.ofHours(1), 20, Duration.ofHours(10));
  }
}
