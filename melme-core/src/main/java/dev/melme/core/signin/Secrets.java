package dev.melme.core.signin;

import dev.melme.api.MailboxId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/**
 * Makes the secrets of sessions and devices: the id of the mailbox, so that a look-up leads with
 * it, and 256 random bits.
 */
final class Secrets {

  private static final int ID_BYTES = 16;
  private static final int RANDOM_BYTES = 32;
  private static final int PASSWORD_GROUPS = 6;
  private static final int GROUP_LENGTH = 5;

  /** Letters and digits that nobody confuses when reading them out; 32 of them, 5 bits each. */
  private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789i";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  static String make(MailboxId mailboxId) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    UUID id = mailboxId.value();
    byte[] bytes =
        ByteBuffer.allocate(ID_BYTES + RANDOM_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(random)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The mailbox that a secret names, whoever made it. */
  static MailboxId mailboxOf(String secret) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(secret));
    return new MailboxId(new UUID(bytes.getLong(), bytes.getLong()));
  }

  /** 150 random bits in six groups of five. */
  static String password() {
    StringBuilder password = new StringBuilder();
    for (int group = 0; group < PASSWORD_GROUPS; group++) {
      if (group > 0) {
        password.append('-');
      }
      for (int i = 0; i < GROUP_LENGTH; i++) {
        password.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
      }
    }
    return password.toString();
  }
}
