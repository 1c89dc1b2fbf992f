package dev.melme.core.bounce;

import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.OutboundRules.BounceSecret;
import dev.melme.core.routing.SubAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Envelope senders that say which message they belong to, and that only we can make (VERP).
 *
 * <pre>
 * support+mf2wk3tj...@acme.example      local part of the alias, separator, 42 characters
 *         base32(message id 16 bytes, HMAC-SHA256 over mailbox id and message id, 10 bytes)
 * </pre>
 *
 * <p>A report that comes back to one names its message whatever it holds, and routes to the alias
 * as any sub-address does. Base32 (RFC 4648 §6) because local parts are lower-cased on their way.
 * 80 bits of the code are checked online only, one message per guess (RFC 2104 §5 asks for as many
 * at least). The mailbox is part of the code: an address of one mailbox says nothing in another.
 *
 * <p>Safe for use by many threads.
 */
public final class BounceAddress {

  /** Characters of a tag: 26 bytes, 5 bits each. */
  static final int TAG_LENGTH = 42;

  private static final int ID_BYTES = 16;
  private static final int CODE_BYTES = 10;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] CONTEXT = "melme-bounce-1\0".getBytes(StandardCharsets.US_ASCII);

  private final @Nullable SecretKeySpec key;
  private final @Nullable Character separator;

  /**
   * Takes the key of this installation.
   *
   * @param secret the key; without one, messages are sent from the alias itself
   * @param separator what parts a sub-address from its tag, or null when there are no sub-addresses
   */
  public BounceAddress(Optional<BounceSecret> secret, @Nullable Character separator) {
    this.key = secret.map(it -> new SecretKeySpec(it.key(), ALGORITHM)).orElse(null);
    this.separator = separator;
  }

  /**
   * The envelope sender of a message.
   *
   * @param alias the address that it is written under
   * @param mailboxId the mailbox that sends it
   * @param messageId the sent copy
   * @return the alias with a signed tag; the alias itself when there is no key, when mail to the
   *     tagged address would not come back to it, or when its local part would have more than 64
   *     octets, which leaves 21 to the alias
   */
  public ReversePath sender(EmailAddress alias, MailboxId mailboxId, MessageId messageId) {
    SecretKeySpec theKey = key;
    if (theKey == null) {
      return ReversePath.of(alias);
    }
    byte[] tag =
        ByteBuffer.allocate(ID_BYTES + CODE_BYTES)
            .put(bytes(messageId.value()))
            .put(code(theKey, mailboxId, messageId))
            .array();
    return ReversePath.of(SubAddress.tagged(alias, separator, Base32.encode(tag)).orElse(alias));
  }

  /**
   * The message that a recipient of the envelope names.
   *
   * @param mailboxId the mailbox that the recipient leads to
   * @param recipient the address of the envelope
   * @return the message, which may have been erased since; empty when the address holds no tag that
   *     we made for this mailbox
   */
  public Optional<MessageId> read(MailboxId mailboxId, EmailAddress recipient) {
    SecretKeySpec theKey = key;
    if (theKey == null) {
      return Optional.empty();
    }
    return SubAddress.tagOf(recipient, separator)
        .filter(tag -> tag.length() == TAG_LENGTH)
        .flatMap(Base32::decode)
        .flatMap(tag -> read(theKey, mailboxId, tag));
  }

  private static Optional<MessageId> read(SecretKeySpec key, MailboxId mailboxId, byte[] tag) {
    ByteBuffer bytes = ByteBuffer.wrap(tag);
    MessageId messageId = new MessageId(new UUID(bytes.getLong(), bytes.getLong()));
    byte[] code = Arrays.copyOfRange(tag, ID_BYTES, tag.length);
    return MessageDigest.isEqual(code, code(key, mailboxId, messageId))
        ? Optional.of(messageId)
        : Optional.empty();
  }

  private static byte[] code(SecretKeySpec key, MailboxId mailboxId, MessageId messageId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(CONTEXT);
      mac.update(bytes(mailboxId.value()));
      mac.update(bytes(messageId.value()));
      return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
