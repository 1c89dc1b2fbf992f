package dev.melme.spi;

import dev.melme.api.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Failed attempts in a row, as a store keeps them under a key. Stores call {@link #next} inside the
 * transaction that holds the row, so that attempts made at once are counted one by one.
 *
 * @param failures how many were begun and not taken back
 * @param nextAt no further one before this time
 * @param lastAt when the last one began
 */
public record Attempts(int failures, Instant nextAt, Instant lastAt) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when the number is negative
   */
  public Attempts {
    Objects.requireNonNull(nextAt, "nextAt");
    Objects.requireNonNull(lastAt, "lastAt");
    if (failures < 0) {
      throw new InvalidValueException("Failures are counted from 0, not " + failures);
    }
  }

  /**
   * When the next attempt may be made after some failures.
   *
   * @param free failures without a wait
   * @param firstWait the wait after the first one that is not free; doubled by each further one
   * @param longestWait where doubling ends
   * @param most failures in a row after which {@code pause} is the wait
   * @param pause how long nobody may try after that many, and how long failures are remembered
   */
  public record Backoff(
      int free, Duration firstWait, Duration longestWait, int most, Duration pause) {

    /** Checks that nothing is missing. */
    public Backoff {
      Objects.requireNonNull(firstWait, "firstWait");
      Objects.requireNonNull(longestWait, "longestWait");
      Objects.requireNonNull(pause, "pause");
    }

    private Duration waitAfter(int failures) {
      if (failures <= free) {
        return Duration.ZERO;
      }
      if (failures >= most) {
        return pause;
      }
      int doublings = Math.min(failures - free - 1, 30);
      Duration wait = firstWait.multipliedBy(1L << doublings);
      return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
  }

  /**
   * No attempt was made yet.
   *
   * @param now the time
   * @return no failures
   */
  public static Attempts none(Instant now) {
    return new Attempts(0, now, now);
  }

  /**
   * Tells whether an attempt may begin.
   *
   * @param now the time
   * @param backoff the rule
   * @return false when it is too early
   */
  public boolean mayBegin(Instant now, Backoff backoff) {
    return !now.isBefore(nextAt) || forgotten(now, backoff);
  }

  /**
   * Counts an attempt as a failure, before it is known to be one.
   *
   * @param now the time
   * @param backoff the rule
   * @return the attempts with one more
   */
  public Attempts next(Instant now, Backoff backoff) {
    int counted = (forgotten(now, backoff) ? 0 : failures) + 1;
    return new Attempts(counted, now.plus(backoff.waitAfter(counted)), now);
  }

  /**
   * Takes one attempt back that was no failure.
   *
   * @param backoff the rule
   * @return the attempts with one less
   */
  public Attempts takenBack(Backoff backoff) {
    int counted = Math.max(0, failures - 1);
    return new Attempts(counted, lastAt.plus(backoff.waitAfter(counted)), lastAt);
  }

  private boolean forgotten(Instant now, Backoff backoff) {
    return !now.isBefore(lastAt.plus(backoff.pause()));
  }
}
