package dev.melme.core.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.spi.PasswordHasher;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes, one lane, 16 bytes of salt and 32 of hash; computed
 * by Password4j. Safe for use by many threads.
 *
 * <p>Hashes are written and read as PHC strings here: Password4j does it by the rules of the
 * default locale, and under a Turkish one reads no {@code argon2id}.
 */
public final class Argon2Hasher implements PasswordHasher {

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** The version of RFC 9106; the numbers are bounded, so that a strange hash cannot take all. */
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2(id|i|d)\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,171})");

  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Argon2Library library = new Argon2Library();
  private final int memoryKib;
  private final String current;

  /** With 19 MiB. */
  public Argon2Hasher() {
    this(MEMORY_KIB);
  }

  /** With less memory, for tests that hash much. */
  Argon2Hasher(int memoryKib) {
    this.memoryKib = memoryKib;
    this.current = "$argon2id$v=19$m=" + memoryKib + ",t=" + PASSES + ",p=" + LANES + "$";
  }

  @Override
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash =
        library.hash(password.getBytes(UTF_8), salt, memoryKib, PASSES, LANES, HASH_BYTES, "ID");
    return current + ENCODER.encodeToString(salt) + "$" + ENCODER.encodeToString(hash);
  }

  /** A hash that is none of Argon2, or that was cut, matches nothing. */
  @Override
  public boolean matches(String password, String hash) {
    Matcher phc = PHC.matcher(hash);
    if (!phc.matches()) {
      return false;
    }
    byte[] salt;
    byte[] expected;
    try {
      salt = Base64.getDecoder().decode(phc.group(5));
      expected = Base64.getDecoder().decode(phc.group(6));
    } catch (IllegalArgumentException e) {
      return false;
    }
    byte[] actual =
        library.hash(
            password.getBytes(UTF_8),
            salt,
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)),
            Integer.parseInt(phc.group(4)),
            expected.length,
            phc.group(1).toUpperCase(Locale.ROOT));
    return MessageDigest.isEqual(actual, expected);
  }

  @Override
  public boolean outdated(String hash) {
    return !hash.startsWith(current);
  }
}
