package dev.melme.spi;

import dev.melme.api.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a store keeps of a secret that has enough random bits of its own: its SHA-256, in base64url.
 * Whoever reads the store cannot sign in with it.
 *
 * @param value 43 characters of the base64url alphabet (RFC 4648 §5)
 */
public record TokenHash(String value) {

  private static final int LENGTH = 43;

  /**
   * Checks the length.
   *
   * @throws InvalidValueException when the value has another length
   */
  public TokenHash {
    if (value.length() != LENGTH) {
      throw new InvalidValueException("Not a hash of 43 characters. Use TokenHash.of(secret)");
    }
  }

  /**
   * The hash of a secret.
   *
   * @param secret the secret
   * @return its hash
   */
  public static TokenHash of(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return new TokenHash(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
