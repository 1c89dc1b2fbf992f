package dev.melme.api.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.InvalidValueException;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody typed to sign in, and what is known about them. Each method returns a changed copy.
 *
 * @param slug the slug as it was typed
 * @param password the password as it was typed
 * @param address the client's network address; failures are counted by it
 * @param userAgent what the device calls itself
 * @param operator who of the team it is, 1 to 100 characters; stays in the house
 * @param device the token of an earlier sign-in on this device
 */
public record SignInRequest(
    String slug,
    String password,
    Optional<InetAddress> address,
    Optional<String> userAgent,
    Optional<String> operator,
    Optional<DeviceToken> device) {

  private static final int MAX_OPERATOR = 100;

  /**
   * Checks that nothing is missing.
   *
   * @throws InvalidValueException when the operator is blank, longer than 100 characters, or holds
   *     control characters or half a character
   */
  public SignInRequest {
    Objects.requireNonNull(slug, "slug");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(userAgent, "userAgent");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(device, "device");
    operator.ifPresent(SignInRequest::requireName);
  }

  /** Before the password is looked at: whether it is right must not show in this. */
  private static void requireName(String name) {
    if (name.isBlank()
        || name.length() > MAX_OPERATOR
        || name.chars().anyMatch(Character::isISOControl)
        || !UTF_8.newEncoder().canEncode(name)) {
      throw new InvalidValueException(
          "Name the operator in 1 to 100 characters of one line, or not at all");
    }
  }

  /**
   * Slug and password alone.
   *
   * @param slug the slug as it was typed
   * @param password the password as it was typed
   * @return the request
   */
  public static SignInRequest of(String slug, String password) {
    return new SignInRequest(
        slug, password, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * From a network address.
   *
   * @param newAddress the client's address
   * @return a changed copy
   */
  public SignInRequest from(InetAddress newAddress) {
    return new SignInRequest(slug, password, Optional.of(newAddress), userAgent, operator, device);
  }

  /**
   * By a device.
   *
   * @param newUserAgent what it calls itself
   * @return a changed copy
   */
  public SignInRequest userAgent(String newUserAgent) {
    return new SignInRequest(slug, password, address, Optional.of(newUserAgent), operator, device);
  }

  /**
   * By somebody of the team.
   *
   * @param newOperator 1 to 100 characters
   * @return a changed copy
   */
  public SignInRequest operator(String newOperator) {
    return new SignInRequest(slug, password, address, userAgent, Optional.of(newOperator), device);
  }

  /**
   * On a device that has signed in before.
   *
   * @param newDevice what it was given then
   * @return a changed copy
   */
  public SignInRequest device(DeviceToken newDevice) {
    return new SignInRequest(slug, password, address, userAgent, operator, Optional.of(newDevice));
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "SignInRequest[secret]";
  }
}
