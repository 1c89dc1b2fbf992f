package dev.melme.spi;

import dev.melme.api.ConversationId;
import dev.melme.api.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a message and the answers to it have in common: the SHA-256 of a Message-ID, or of a subject
 * and a participant, in base64url. It has one length, however long the ids are that strangers
 * write.
 *
 * @param value 43 characters of the base64url alphabet (RFC 4648 §5)
 */
public record ThreadKey(String value) {

  private static final int LENGTH = 43;

  /**
   * Checks the length.
   *
   * @throws InvalidValueException when the value has another length
   */
  public ThreadKey {
    if (value.length() != LENGTH) {
      throw new InvalidValueException(
          "Not a thread key of 43 characters. Use ThreadKey.ofMessageId(text)");
    }
  }

  /**
   * The key of a Message-ID, or of an id in References or In-Reply-To (RFC 5322 §3.6.4).
   *
   * @param messageIdField the id without angle brackets, compared char by char
   * @return the key
   */
  public static ThreadKey ofMessageId(String messageIdField) {
    return hashed(messageIdField);
  }

  /**
   * The key of a subject together with one of its participants. It is no key of any Message-ID:
   * these hold no line end.
   *
   * @param subject what the subject is about, without its prefixes
   * @param address the address of a participant, in lower case
   * @return the key
   */
  public static ThreadKey ofSubject(String subject, String address) {
    return hashed("subject\n" + address + "\n" + subject);
  }

  /**
   * The key of a conversation itself: by it the answer of a team finds the conversation that it
   * goes on with, also when that was merged or closed meanwhile. It is no key of any Message-ID.
   *
   * @param id the conversation
   * @return the key
   */
  public static ThreadKey ofConversation(ConversationId id) {
    return hashed("conversation\n" + id);
  }

  private static ThreadKey hashed(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new ThreadKey(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
