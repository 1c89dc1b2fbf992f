package dev.melme.core.signin;

import dev.melme.spi.Attempts;
import dev.melme.spi.SessionAge;
import java.time.Duration;
import java.time.Instant;

/**
 * How long sessions hold, and how often one may be wrong.
 *
 * @param idle how long a session may be unused
 * @param absolute how long a session holds at most
 */
public record SignInRules(Duration idle, Duration absolute) {

  /** 30 minutes unused, 8 hours at most. */
  public static final SignInRules DEFAULT =
      new SignInRules(Duration.ofMinutes(30), Duration.ofHours(8));

  /** A session is touched once a minute at most, so that reading does not write. */
  static final Duration TOUCH = Duration.ofMinutes(1);

  /** The most sessions in a list. */
  static final int MOST_LISTED = 500;

  /** A device that has not signed in for so long is a stranger again. */
  public static final Duration DEVICE_AGE = Duration.ofDays(90);

  /** Failures are forgotten after so long without another one, wherever they came from. */
  public static final Duration ATTEMPT_AGE = Duration.ofDays(30);

  /** Counted keys that a store keeps; strangers make them up. */
  public static final int MOST_ATTEMPT_KEYS = 100_000;

  /** NIST SP 800-63B-4 §3.2.2: at most 100 failures in a row. */
  private static final int MOST_FAILURES = 100;

  private static final int FREE_FAILURES = 5;

  /** For a slug or a device: after 100 failures the administrator sets a password. */
  static final Attempts.Backoff PER_SLUG = backoff(ATTEMPT_AGE);

  /** For a client address, which others may get tomorrow. */
  static final Attempts.Backoff PER_ADDRESS = backoff(Duration.ofDays(1));

  private static Attempts.Backoff backoff(Duration pause) {
    return new Attempts.Backoff(
        FREE_FAILURES, Duration.ofSeconds(1), Duration.ofHours(1), MOST_FAILURES, pause);
  }

  /**
   * Which sessions hold.
   *
   * @param now the time
   * @return the ages that are not too old
   */
  public SessionAge age(Instant now) {
    return new SessionAge(now.minus(idle), now.minus(absolute));
  }
}
