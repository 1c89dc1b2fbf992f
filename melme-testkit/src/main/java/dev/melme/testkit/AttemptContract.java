package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.spi.Attempts;
import dev.melme.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rules of failed attempts, SES-15 to SES-19; part of {@link SessionRepositoryContract}. */
public interface AttemptContract extends StoreContract {

  /**
   * {@link StoreRule#SES_15}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_15)
  default void ses15_attempts_that_are_not_free_are_followed_by_a_wait(StoreUnderTest subject) {
    Attempts.Backoff backoff =
        new Attempts.Backoff(
            3, Duration.ofSeconds(1), Duration.ofSeconds(5), 20, Duration.ofHours(1));
    TokenHash key = SessionSpecimens.secret();
    Instant time = subject.store().now();

    int number = 0;
    for (int waitSeconds : new int[] {0, 0, 0, 1, 2, 4, 5, 5}) {
      number++;
      assertThat(subject.sessions().beginAttempt(key, time, backoff))
          .as("attempt %s begins after the wait of the one before", number)
          .isTrue();
      Instant next = time.plusSeconds(waitSeconds);
      for (Instant early : List.of(time, next.minusMillis(1))) {
        if (early.isBefore(next) && waitSeconds > 0) {
          assertThat(subject.sessions().beginAttempt(key, early, backoff))
              .as("attempt %s begins before a wait of %s s is over", number + 1, waitSeconds)
              .isFalse();
        }
      }
      time = next;
    }
    subject.sessions().beginAttempt(key, time, backoff);
    for (TokenHash other : List.of(SessionSpecimens.secret(), SessionSpecimens.otherCase(key))) {
      assertThat(subject.sessions().beginAttempt(other, time, backoff))
          .as("the first attempt under another key, also one in another case")
          .isTrue();
    }
  }

  /**
   * {@link StoreRule#SES_16}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_16)
  default void ses16_attempts_are_forgotten_after_the_pause(StoreUnderTest subject) {
    Duration pause = Duration.ofHours(1);
    Attempts.Backoff backoff =
        new Attempts.Backoff(1, Duration.ofSeconds(1), Duration.ofSeconds(2), 4, pause);
    TokenHash most = SessionSpecimens.secret();
    TokenHash few = SessionSpecimens.secret();
    Instant time = subject.store().now();
    subject.sessions().beginAttempt(most, time.minusSeconds(3), backoff);
    subject.sessions().beginAttempt(most, time.minusSeconds(3), backoff);
    subject.sessions().beginAttempt(most, time.minusSeconds(2), backoff);
    for (TokenHash key : List.of(most, few)) {
      subject.sessions().beginAttempt(key, time, backoff);
    }
    subject.sessions().beginAttempt(few, time, backoff);
    Instant over = time.plus(pause);

    List<Boolean> begun = new ArrayList<>();
    for (Instant at : List.of(time.plusSeconds(4), over.minusMillis(1), over, over, over)) {
      begun.add(subject.sessions().beginAttempt(most, at, backoff));
    }
    List<Boolean> afterFew = new ArrayList<>();
    for (Instant at : List.of(over, over, over)) {
      afterFew.add(subject.sessions().beginAttempt(few, at, backoff));
    }

    assertThat(begun)
        .as("attempts after the 4th: after a wait, before the pause is over, then like the first")
        .containsExactly(false, false, true, true, false);
    assertThat(afterFew)
        .as("attempts like the first ones, a pause after 2 of 4")
        .containsExactly(true, true, false);
  }

  /**
   * {@link StoreRule#SES_17}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_17)
  default void ses17_of_racing_attempts_the_free_ones_and_one_more_begin(StoreUnderTest subject) {
    Attempts.Backoff backoff =
        new Attempts.Backoff(
            5, Duration.ofMinutes(1), Duration.ofMinutes(5), 20, Duration.ofHours(1));
    Instant now = subject.store().now();
    for (int round = 0; round < 6; round++) {
      TokenHash key = SessionSpecimens.secret();
      int before = round % 3;
      for (int i = 0; i < before; i++) {
        subject.sessions().beginAttempt(key, now, backoff);
      }

      List<Boolean> begun =
          Racing.run(16, thread -> subject.sessions().beginAttempt(key, now, backoff));

      assertThat(Collections.frequency(begun, true))
          .as("threads of 16 that began an attempt after %s, of which 5 are free", before)
          .isEqualTo(6 - before);
    }
  }

  /**
   * {@link StoreRule#SES_18}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_18)
  default void ses18_an_attempt_that_is_taken_back_never_was(StoreUnderTest subject) {
    Attempts.Backoff backoff =
        new Attempts.Backoff(
            1, Duration.ofMinutes(1), Duration.ofMinutes(5), 20, Duration.ofHours(1));
    TokenHash key = SessionSpecimens.secret();
    TokenHash other = SessionSpecimens.secret();
    TokenHash fresh = SessionSpecimens.secret();
    Instant time = subject.store().now();
    Instant later = time.plus(Duration.ofMinutes(1));
    for (TokenHash each : List.of(key, other)) {
      subject.sessions().beginAttempt(each, time, backoff);
      subject.sessions().beginAttempt(each, time, backoff);
      subject.sessions().beginAttempt(each, later, backoff); // the third, with a wait of 2 minutes
    }

    subject.sessions().takeAttemptBack(key, backoff);
    subject.sessions().takeAttemptBack(fresh, backoff);

    Instant afterSecond = later.plus(Duration.ofMinutes(1));
    List<Boolean> begun = new ArrayList<>();
    for (Instant at : List.of(afterSecond.minusMillis(1), afterSecond)) {
      begun.add(subject.sessions().beginAttempt(key, at, backoff));
    }
    assertThat(begun)
        .as("attempts before and after the wait of the second, when the third was taken back")
        .containsExactly(false, true);
    assertThat(subject.sessions().beginAttempt(other, afterSecond, backoff))
        .as("an attempt before the wait of the third is over, when another key's was taken back")
        .isFalse();
    List<Boolean> firstOnes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      firstOnes.add(subject.sessions().beginAttempt(fresh, time, backoff));
    }
    assertThat(firstOnes)
        .as("attempts under a key when one was taken back before there were any")
        .containsExactly(true, true, false);
  }

  /**
   * {@link StoreRule#SES_19}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.SES_19)
  default void ses19_cleared_attempts_are_forgotten(StoreUnderTest subject) {
    Attempts.Backoff backoff =
        new Attempts.Backoff(
            1, Duration.ofMinutes(1), Duration.ofMinutes(5), 3, Duration.ofHours(1));
    TokenHash key = SessionSpecimens.secret();
    TokenHash other = SessionSpecimens.secret();
    Instant time = subject.store().now();
    for (TokenHash each : List.of(key, other)) {
      subject.sessions().beginAttempt(each, time.minusSeconds(60), backoff);
      subject.sessions().beginAttempt(each, time.minusSeconds(60), backoff);
      subject.sessions().beginAttempt(each, time, backoff); // the third, with the pause
    }

    subject.sessions().clearAttempts(key);
    subject.sessions().clearAttempts(SessionSpecimens.secret());

    List<Boolean> begun = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      begun.add(subject.sessions().beginAttempt(key, time, backoff));
    }
    assertThat(begun)
        .as("attempts like the first ones after they were cleared")
        .containsExactly(true, true, false);
    assertThat(subject.sessions().beginAttempt(other, time.plusSeconds(60), backoff))
        .as("an attempt in the pause of another key")
        .isFalse();
  }
}
