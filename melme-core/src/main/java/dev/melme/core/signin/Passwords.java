package dev.melme.core.signin;

import dev.melme.api.InvalidValueException;
import dev.melme.spi.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What a password may be, and its hashing: of many sign-ins as many at once as there are
 * processors, so that guessers cannot take all memory. Safe for use by many threads.
 */
public final class Passwords {

  private static final int MIN_BYTES = 15;
  private static final int MAX_BYTES = 1024;

  private final PasswordHasher hasher;
  private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** The hash of a password that nobody has, made at the first sign-in. */
  private volatile @Nullable String nobodys;

  /**
   * Creates the rules over a hasher.
   *
   * @param hasher hashes and compares
   */
  public Passwords(PasswordHasher hasher) {
    this.hasher = hasher;
  }

  /**
   * Hashes a new password.
   *
   * @param password 15 to 1,024 bytes of UTF-8
   * @return its hash
   * @throws InvalidValueException when it is shorter or longer
   */
  public String hash(String password) {
    String normalised = normalise(password);
    if (!possible(normalised)) {
      throw new InvalidValueException(
          "A password has 15 to 1,024 bytes. Use a few words, there are no other rules");
    }
    turns.acquireUninterruptibly();
    try {
      return hasher.hash(normalised);
    } finally {
      turns.release();
    }
  }

  /** Compares with a hash; takes as long for one that cannot be a password. */
  boolean matches(String password, String hash) {
    String normalised = normalise(password);
    boolean possible = possible(normalised);
    turns.acquireUninterruptibly();
    try {
      return hasher.matches(possible ? normalised : "", hash) && possible;
    } finally {
      turns.release();
    }
  }

  /** Takes the time of a comparison. */
  void matchNobody(String password) {
    matches(password, nobodys());
  }

  /** Made before any sign-in is answered, so that no later one takes longer. */
  void warmUp() {
    nobodys();
  }

  private String nobodys() {
    String hash = nobodys;
    if (hash == null) {
      hash = hasher.hash(Secrets.password());
      nobodys = hash;
    }
    return hash;
  }

  boolean outdated(String hash) {
    return hasher.outdated(hash);
  }

  /** What looks alike on two keyboards is alike. */
  private static String normalise(String password) {
    return password.length() > MAX_BYTES ? "" : Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private static boolean possible(String normalised) {
    int bytes = normalised.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= MIN_BYTES && bytes <= MAX_BYTES;
  }
}
