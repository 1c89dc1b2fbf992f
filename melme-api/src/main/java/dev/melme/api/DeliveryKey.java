package dev.melme.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * Recognises a message that is delivered again to the same mailbox: a SHA-256 in base64url.
 *
 * <p>Host keys and content keys cannot meet: what is hashed begins with its kind.
 *
 * @param value 43 characters of the base64url alphabet (RFC 4648 §5)
 */
public record DeliveryKey(String value) {

  private static final int LENGTH = 43;

  /**
   * Checks the form.
   *
   * @throws InvalidValueException when the value has another length or alphabet
   */
  public DeliveryKey {
    Objects.requireNonNull(value, "value");
    if (!isKey(value)) {
      throw new InvalidValueException(
          "Not a delivery key of 43 base64url characters. Use DeliveryKey.ofEvent(text)");
    }
  }

  /**
   * The key of an event that the host can name, such as a provider's event id, or UIDVALIDITY and
   * UID of a polled message.
   *
   * @param eventId any text that is the same at every redelivery and differs between messages
   * @return the key
   * @throws InvalidValueException when the text is empty
   */
  public static DeliveryKey ofEvent(String eventId) {
    if (eventId.isEmpty()) {
      throw new InvalidValueException("An event id must not be empty. Leave the key out instead");
    }
    MessageDigest digest = sha256();
    digest.update((byte) 'E');
    return of(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The key of a message that the host cannot name: its reverse path and its bytes as received.
   *
   * @param reversePath the envelope sender
   * @param contentSha256 SHA-256 of the bytes as received, 32 bytes
   * @return the key
   */
  public static DeliveryKey ofContent(ReversePath reversePath, byte[] contentSha256) {
    MessageDigest digest = sha256();
    digest.update((byte) 'C');
    digest.update(contentSha256);
    String sender = reversePath.address().map(EmailAddress::canonical).orElse("");
    return of(digest.digest(sender.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A key that no other delivery has, for a message that must not be recognised again.
   *
   * @param messageId the id that the message gets
   * @return the key
   */
  public static DeliveryKey unique(MessageId messageId) {
    MessageDigest digest = sha256();
    digest.update((byte) 'U');
    return of(digest.digest(messageId.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  private static DeliveryKey of(byte[] digest) {
    return new DeliveryKey(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static boolean isKey(String value) {
    boolean key = value.length() == LENGTH;
    for (int i = 0; i < value.length() && key; i++) {
      key = isBase64Url(value.charAt(i));
    }
    return key;
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  @Override
  public String toString() {
    return value;
  }
}
