package dev.melme.core.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRules;
import dev.melme.api.outbound.RecipientField;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final Instant QUEUED = Instant.parse("2026-03-04T05:06:07Z");
  private static final OutboundRules RULES = OutboundRules.DEFAULT;

  private final RetrySchedule steady = new RetrySchedule(RULES, random(0));

  @Test
  void waits_double_from_a_minute_to_six_hours_and_the_last_attempt_is_after_five_days() {
    List<Duration> waits = new ArrayList<>();
    Instant now = QUEUED;
    Optional<Instant> next = steady.next(message(1), now);
    for (int attempt = 2; next.isPresent(); attempt++) {
      waits.add(Duration.between(now, next.get()));
      now = next.get();
      next = steady.next(message(attempt), now);
    }

    assertThat(waits.subList(0, 11))
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 360L, 360L);
    assertThat(waits).hasSize(28);
    assertThat(now).isEqualTo(QUEUED.plus(RULES.giveUpAfter()));
  }

  @Test
  void a_random_part_takes_off_up_to_a_quarter() {
    Instant later = QUEUED.plus(Duration.ofDays(1));
    Instant soonest = new RetrySchedule(RULES, random(0.999_999)).next(message(9), later).get();
    Instant latest = steady.next(message(9), later).get();
    List<Instant> many = new ArrayList<>();
    RetrySchedule random = new RetrySchedule(RULES, new Random(1));
    for (int i = 0; i < 100; i++) {
      many.add(random.next(message(9), later).get());
    }

    assertThat(Duration.between(later, latest)).isEqualTo(Duration.ofMinutes(256));
    assertThat(Duration.between(later, soonest))
        .isBetween(Duration.ofMinutes(192), Duration.ofMinutes(192).plusSeconds(1));
    assertThat(many).allMatch(at -> !at.isBefore(soonest) && !at.isAfter(latest));
    assertThat(many.stream().distinct()).hasSizeGreaterThan(90);
  }

  @Test
  void what_was_tried_often_before_a_resend_begins_with_a_minute_again() {
    assertThat(steady.next(message(30), QUEUED)).contains(QUEUED.plus(Duration.ofMinutes(1)));
  }

  @Test
  void what_waited_for_a_dispatcher_for_a_day_begins_with_a_minute() {
    Instant later = QUEUED.plus(Duration.ofDays(1));

    assertThat(steady.next(message(1), later)).contains(later.plus(Duration.ofMinutes(1)));
  }

  @Test
  void a_clock_that_went_back_changes_nothing() {
    Instant earlier = QUEUED.minus(Duration.ofHours(1));

    assertThat(steady.next(message(3), earlier)).contains(earlier.plus(Duration.ofMinutes(1)));
  }

  private static Random random(double always) {
    return new Random(0) {
      @Override
      public double nextDouble() {
        return always;
      }
    };
  }

  private static Outbound message(int attempts) {
    EmailAddress support = EmailAddress.parse("support@acme.example");
    return new Outbound(
        new MailboxId(new UUID(0, 1)),
        new MessageId(new UUID(0, 2)),
        support,
        ReversePath.of(support),
        "1@acme.example",
        QUEUED,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        attempts,
        Optional.of(QUEUED),
        true,
        List.of(
            OutboundRecipient.waiting(EmailAddress.parse("joe@example.org"), RecipientField.TO)));
  }
}
