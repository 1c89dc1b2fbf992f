package dev.melme.spi;

import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt came to for a message.
 *
 * @param mailboxId the mailbox
 * @param messageId the message
 * @param attempt {@link dev.melme.api.outbound.Outbound#attempts} as it was leased: nothing is done
 *     when it was leased again since
 * @param results one for each recipient that something is known about; others stay as they are
 * @param dueAt when recipients that still wait are tried next; without any that wait, the message
 *     is due no more
 */
public record OutboxSettlement(
    MailboxId mailboxId,
    MessageId messageId,
    int attempt,
    List<OutboxResult> results,
    Optional<Instant> dueAt) {

  /** Copies the results and checks that nothing is missing. */
  public OutboxSettlement {
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(messageId, "messageId");
    results = List.copyOf(results);
    Objects.requireNonNull(dueAt, "dueAt");
  }
}
