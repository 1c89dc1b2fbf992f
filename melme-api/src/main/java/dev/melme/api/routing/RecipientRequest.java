package dev.melme.api.routing;

import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.ReversePath;
import java.util.Objects;

/**
 * All that a session knows when it asks about a recipient. Each method returns a changed copy.
 *
 * @param recipient the address of RCPT TO
 * @param reversePath the envelope sender
 * @param client what is known about the sending system
 * @param smtpUtf8 false when the session did not ask for SMTPUTF8 (RFC 6531 §3.4)
 * @param acceptedBefore how many recipients of this message were accepted before this one
 * @param declaredBytes the size that MAIL FROM declared (RFC 1870), 0 when it is unknown
 */
public record RecipientRequest(
    EmailAddress recipient,
    ReversePath reversePath,
    ClientFacts client,
    boolean smtpUtf8,
    int acceptedBefore,
    long declaredBytes) {

  /**
   * Checks the values.
   *
   * @throws InvalidValueException when a number is negative
   */
  public RecipientRequest {
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(reversePath, "reversePath");
    Objects.requireNonNull(client, "client");
    if (acceptedBefore < 0 || declaredBytes < 0) {
      throw new InvalidValueException("acceptedBefore and declaredBytes must not be negative");
    }
  }

  /**
   * Asks about a recipient of which nothing else is known.
   *
   * @param recipient the address of RCPT TO
   * @return the request
   */
  public static RecipientRequest of(EmailAddress recipient) {
    return new RecipientRequest(recipient, ReversePath.NULL, ClientFacts.none(), true, 0, 0);
  }

  /**
   * Says who sends.
   *
   * @param path the envelope sender
   * @return a changed copy
   */
  public RecipientRequest from(ReversePath path) {
    return new RecipientRequest(recipient, path, client, smtpUtf8, acceptedBefore, declaredBytes);
  }

  /**
   * Says what is known about the sending system.
   *
   * @param facts the facts
   * @return a changed copy
   */
  public RecipientRequest client(ClientFacts facts) {
    return new RecipientRequest(
        recipient, reversePath, facts, smtpUtf8, acceptedBefore, declaredBytes);
  }

  /**
   * Says that the session cannot carry addresses beyond ASCII.
   *
   * @return a changed copy
   */
  public RecipientRequest withoutSmtpUtf8() {
    return new RecipientRequest(
        recipient, reversePath, client, false, acceptedBefore, declaredBytes);
  }

  /**
   * Says how many recipients came before.
   *
   * @param count the number of recipients accepted for this message
   * @return a changed copy
   */
  public RecipientRequest acceptedBefore(int count) {
    return new RecipientRequest(recipient, reversePath, client, smtpUtf8, count, declaredBytes);
  }

  /**
   * Says how big the message will be.
   *
   * @param bytes the size that MAIL FROM declared, 0 when it is unknown
   * @return a changed copy
   */
  public RecipientRequest declaredBytes(long bytes) {
    return new RecipientRequest(recipient, reversePath, client, smtpUtf8, acceptedBefore, bytes);
  }
}
