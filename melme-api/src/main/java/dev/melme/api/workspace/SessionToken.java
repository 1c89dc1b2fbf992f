package dev.melme.api.workspace;

import dev.melme.api.InvalidValueException;
import java.util.regex.Pattern;

/**
 * The secret by which a session is held: whoever shows it is signed in. A web host keeps it in a
 * cookie ({@code __Host-}, Secure, HttpOnly, SameSite=Strict) and nowhere else.
 *
 * <p>It names its mailbox and holds 256 random bits. The store keeps the SHA-256 of them only.
 *
 * @param value 64 characters of the base64url alphabet (RFC 4648 §5)
 */
public record SessionToken(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{64}");

  /**
   * Checks the form.
   *
   * @throws InvalidValueException when it is none of ours
   */
  public SessionToken {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValueException("Not a session token. Sign in to get one");
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "SessionToken[secret]";
  }
}
