package dev.melme.spi;

import dev.melme.api.MailboxId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sign-in to a mailbox is checked against.
 *
 * @param mailboxId the mailbox
 * @param active whether it takes mail and sign-ins
 * @param epoch counts what ended all sessions at once; a session is opened in the epoch that its
 *     password was checked in, or not at all
 * @param passwordHash the hash of the password in PHC string format, or empty when it has none
 */
public record Credential(
    MailboxId mailboxId, boolean active, long epoch, Optional<String> passwordHash) {

  /** Checks that nothing is missing. */
  public Credential {
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(passwordHash, "passwordHash");
  }

  /** Never the hash. */
  @Override
  public String toString() {
    return "Credential[" + mailboxId + ", epoch " + epoch + "]";
  }
}
