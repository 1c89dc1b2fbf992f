package dev.melme.core.routing;

import dev.melme.api.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The field that marks a message as having been stored for a recipient (RFC 5321 §6.3).
 *
 * <p>It holds a hash of the recipient's canonical address: the same on every node, no address and
 * no slug to read. Whoever forges it only gets his own message refused.
 */
public final class TraceToken {

  /** Name of the header field. */
  public static final String FIELD = "MelMe-Trace";

  private static final int TOKEN_BYTES = 16;

  private TraceToken() {}

  /**
   * The header field of a recipient.
   *
   * @param recipient the recipient
   * @return name and value, without line end
   */
  public static String field(EmailAddress recipient) {
    return FIELD + ": " + token(recipient);
  }

  /**
   * Tells whether a message was here for a recipient.
   *
   * @param recipient the recipient
   * @param tokens values of the field in the message
   * @return true when one of them is the recipient's
   */
  public static boolean marks(EmailAddress recipient, List<String> tokens) {
    return !tokens.isEmpty() && tokens.contains(token(recipient));
  }

  private static String token(EmailAddress recipient) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("melme-trace-1\0".getBytes(StandardCharsets.US_ASCII));
      byte[] hash = digest.digest(recipient.canonical().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, TOKEN_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
