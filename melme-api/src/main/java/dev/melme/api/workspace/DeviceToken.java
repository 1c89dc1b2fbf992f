package dev.melme.api.workspace;

import dev.melme.api.InvalidValueException;
import java.util.regex.Pattern;

/**
 * Tells a device that has signed in before from others. It signs nobody in: shown together with a
 * password it counts its own failures, so that a stranger who guesses cannot shut the team out. A
 * web host keeps it in a cookie that lives longer than the session.
 *
 * @param value 64 characters of the base64url alphabet (RFC 4648 §5)
 */
public record DeviceToken(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{64}");

  /**
   * Checks the form.
   *
   * @throws InvalidValueException when it is none of ours
   */
  public DeviceToken {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValueException("Not a device token. Sign in without one to get one");
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "DeviceToken[secret]";
  }
}
