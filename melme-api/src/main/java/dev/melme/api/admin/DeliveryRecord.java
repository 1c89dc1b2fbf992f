package dev.melme.api.admin;

import dev.melme.api.AliasPattern;
import dev.melme.api.DeliveryRecordId;
import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.Reason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one recipient of a message was answered. It holds addresses, and nothing of the message.
 *
 * @param id names the record and tells its time
 * @param reversePath the envelope sender, as the host gave it
 * @param recipient the recipient, its case as given
 * @param alias the alias that matched; empty when none did or it was not looked for
 * @param mailboxId the mailbox of that alias; empty when there is none (any more)
 * @param reason the verdict and its code
 * @param messageId the message in that mailbox; empty unless it is stored
 * @param sizeBytes the size of the message, at RCPT the one that was declared; empty when unknown
 */
public record DeliveryRecord(
    DeliveryRecordId id,
    ReversePath reversePath,
    EmailAddress recipient,
    Optional<AliasPattern> alias,
    Optional<MailboxId> mailboxId,
    Reason reason,
    Optional<MessageId> messageId,
    Optional<Long> sizeBytes) {

  /**
   * Checks that nothing is missing.
   *
   * @throws InvalidValueException when it names a message without its mailbox, or a negative size
   */
  public DeliveryRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reversePath, "reversePath");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(sizeBytes, "sizeBytes");
    if (messageId.isPresent() && mailboxId.isEmpty()) {
      throw new InvalidValueException("A message is named together with its mailbox");
    }
    if (sizeBytes.isPresent() && sizeBytes.get() < 0) {
      throw new InvalidValueException("A size is not negative");
    }
  }

  /**
   * When the answer was given.
   *
   * @return the time within the id, by the clock of the store, to the millisecond
   */
  public Instant at() {
    return id.at();
  }
}
