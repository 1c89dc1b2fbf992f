package dev.melme.api.outbound;

import dev.melme.api.InvalidValueException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a host says about mail going out. Each method returns a changed copy.
 *
 * @param firstRetry how long the second attempt waits after the first one; every further one waits
 *     twice as long, with a random part
 * @param longestRetry the longest wait between two attempts
 * @param giveUpAfter how long a message is tried before recipients that still wait fail
 * @param lease how long one attempt may take before another dispatcher may begin one
 * @param maxMessageBytes the largest message that is sent, in bytes as they go out
 * @param bounceSecret the key by which notifications about our messages are recognised: envelope
 *     senders then carry a signed tag (VERP); at least 16 bytes, the same on all nodes; empty to
 *     send from the alias itself
 * @param forbidden texts of the house that must not leave, beside those that MelMe knows
 */
public record OutboundRules(
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUpAfter,
    Duration lease,
    long maxMessageBytes,
    Optional<BounceSecret> bounceSecret,
    List<Pattern> forbidden) {

  /** Retries after a minute, at most 6 hours apart, for 5 days; 25 MiB a message; no signed tag. */
  public static final OutboundRules DEFAULT =
      new OutboundRules(
          Duration.ofMinutes(1),
          Duration.ofHours(6),
          Duration.ofDays(5),
          Duration.ofMinutes(15),
          25L * 1024 * 1024,
          Optional.empty(),
          List.of());

  /** A key for signing. It never shows what it holds. */
  public static final class BounceSecret {

    private static final int MIN_BYTES = 16;

    private final byte[] key;

    private BounceSecret(byte[] key) {
      this.key = key;
    }

    /**
     * Takes a key.
     *
     * @param key at least 16 bytes; copied
     * @return the secret
     * @throws InvalidValueException when it is shorter
     */
    public static BounceSecret of(byte[] key) {
      if (key.length < MIN_BYTES) {
        throw new InvalidValueException("A bounce secret has at least 16 bytes");
      }
      return new BounceSecret(key.clone());
    }

    /**
     * The key.
     *
     * @return a copy of it
     */
    public byte[] key() {
      return key.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof BounceSecret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
      return "BounceSecret";
    }
  }

  /**
   * Copies the patterns and checks the times.
   *
   * @throws InvalidValueException when a time is not positive, the longest wait is shorter than the
   *     first one, or no message may be sent at all
   */
  public OutboundRules {
    requirePositive("firstRetry", firstRetry);
    requirePositive("longestRetry", longestRetry);
    requirePositive("giveUpAfter", giveUpAfter);
    requirePositive("lease", lease);
    Objects.requireNonNull(bounceSecret, "bounceSecret");
    forbidden = List.copyOf(forbidden);
    if (longestRetry.compareTo(firstRetry) < 0) {
      throw new InvalidValueException("longestRetry must not be shorter than firstRetry");
    }
    if (maxMessageBytes < 1) {
      throw new InvalidValueException("maxMessageBytes must be positive");
    }
  }

  private static void requirePositive(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new InvalidValueException(name + " must be positive, not " + time);
    }
  }

  /**
   * Other waits between attempts.
   *
   * @param first after the first attempt
   * @param longest the longest one
   * @param giveUp when to give up
   * @return a changed copy
   */
  public OutboundRules retrying(Duration first, Duration longest, Duration giveUp) {
    return new OutboundRules(
        first, longest, giveUp, lease, maxMessageBytes, bounceSecret, forbidden);
  }

  /**
   * Another time for one attempt.
   *
   * @param time longer than the transport needs for the largest message
   * @return a changed copy
   */
  public OutboundRules leasing(Duration time) {
    return new OutboundRules(
        firstRetry, longestRetry, giveUpAfter, time, maxMessageBytes, bounceSecret, forbidden);
  }

  /**
   * Another size of messages.
   *
   * @param bytes the largest message, in bytes as they go out
   * @return a changed copy
   */
  public OutboundRules upTo(long bytes) {
    return new OutboundRules(
        firstRetry, longestRetry, giveUpAfter, lease, bytes, bounceSecret, forbidden);
  }

  /**
   * Signed envelope senders, so that notifications about our messages are matched with them.
   *
   * @param secret the key
   * @return a changed copy
   */
  public OutboundRules matchingBounces(BounceSecret secret) {
    return new OutboundRules(
        firstRetry,
        longestRetry,
        giveUpAfter,
        lease,
        maxMessageBytes,
        Optional.of(secret),
        forbidden);
  }

  /**
   * More texts that must not leave.
   *
   * @param patterns what is looked for in header fields, texts and file names
   * @return a changed copy
   */
  public OutboundRules forbidding(List<Pattern> patterns) {
    return new OutboundRules(
        firstRetry, longestRetry, giveUpAfter, lease, maxMessageBytes, bounceSecret, patterns);
  }
}
