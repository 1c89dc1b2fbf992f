package dev.melme.core.outbox;

import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;

/**
 * When a message is tried again. Safe for use by many threads.
 *
 * <p>The wait doubles with each attempt, up to the longest one, and a random part of up to a
 * quarter is taken off, so that what failed together does not come again together. It is never much
 * longer than the message is old: attempts that were made before a resend, or that came to nothing
 * because a process died, do not make it wait for hours.
 */
final class RetrySchedule {

  private static final int JITTER_SHARE = 4;

  private final OutboundRules rules;
  private final Random random;

  RetrySchedule(OutboundRules rules, Random random) {
    this.rules = rules;
    this.random = random;
  }

  /**
   * When to try again what an attempt did not bring to its end.
   *
   * @param message as it was leased
   * @param now the time
   * @return the time; empty to give up
   */
  Optional<Instant> next(Outbound message, Instant now) {
    Instant end = message.queuedAt().plus(rules.giveUpAfter());
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    Instant next = now.plus(jittered(pause(message, now)));
    // the last attempt is made when the time is up, not hours before
    return Optional.of((next.isBefore(end) ? next : end).truncatedTo(ChronoUnit.MILLIS));
  }

  private Duration pause(Outbound message, Instant now) {
    Duration pause = rules.firstRetry();
    Duration longest = rules.longestRetry();
    for (int attempt = 1; attempt < message.attempts() && pause.compareTo(longest) < 0; attempt++) {
      pause = pause.multipliedBy(2);
    }
    Duration age = Duration.between(message.queuedAt(), now);
    Duration young = (age.isNegative() ? Duration.ZERO : age).plus(rules.firstRetry());
    return shorter(shorter(pause, longest), young);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration jittered(Duration pause) {
    long most = pause.toMillis();
    return Duration.ofMillis(most - (long) (random.nextDouble() * most / JITTER_SHARE));
  }
}
