package dev.melme.core.signin;

import dev.melme.spi.Attempts;
import dev.melme.spi.SessionRepository;
import dev.melme.spi.TokenHash;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts attempts of one sign-in under each key that they count for: the slug, or the device that
 * is known, and the client address. Used by one thread.
 */
final class AttemptGate {

  private static final int IPV6_NETWORK_BYTES = 8;

  private record Counted(TokenHash key, Attempts.Backoff backoff) {}

  private final SessionRepository sessions;
  private final List<Counted> wanted = new ArrayList<>();
  private final List<Counted> begun = new ArrayList<>();

  AttemptGate(SessionRepository sessions) {
    this.sessions = sessions;
  }

  /** Under the slug as it was typed, whether there is one or not. */
  AttemptGate slug(String typed) {
    wanted.add(new Counted(slugKey(typed), SignInRules.PER_SLUG));
    return this;
  }

  AttemptGate device(TokenHash device) {
    wanted.add(new Counted(TokenHash.of("device " + device), SignInRules.PER_SLUG));
    return this;
  }

  AttemptGate address(InetAddress address) {
    wanted.add(new Counted(TokenHash.of("address " + network(address)), SignInRules.PER_ADDRESS));
    return this;
  }

  static TokenHash slugKey(String typed) {
    return TokenHash.of("slug " + typed);
  }

  /** One customer has a network of IPv6 addresses. */
  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return Arrays.toString(
        address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }

  /** Counts one attempt under every key, or under none when it is too early for one of them. */
  boolean begin(Instant now) {
    for (Counted each : wanted) {
      if (!sessions.beginAttempt(each.key(), now, each.backoff())) {
        begun.forEach(other -> sessions.takeAttemptBack(other.key(), other.backoff()));
        begun.clear();
        return false;
      }
      begun.add(each);
    }
    return true;
  }

  /**
   * It was no failure: the failures in a row of the slug or device end; those of the address do
   * not, or whoever has a mailbox of their own could guess at others for ever.
   */
  void succeeded() {
    for (Counted each : begun) {
      if (each.backoff().equals(SignInRules.PER_SLUG)) {
        sessions.clearAttempts(each.key());
      } else {
        sessions.takeAttemptBack(each.key(), each.backoff());
      }
    }
  }
}
