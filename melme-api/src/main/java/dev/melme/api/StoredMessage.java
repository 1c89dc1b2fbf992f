package dev.melme.api;

import java.util.List;
import java.util.Objects;

/**
 * A message in a mailbox: how it came in and what was derived from it. Its bytes are read through
 * the workspace.
 *
 * @param mailboxId the mailbox it belongs to
 * @param id the message's id
 * @param reception how it came in
 * @param aliases through which aliases it came in, at least one, in the order they were added
 * @param sizeBytes size of the original in bytes
 * @param index what was derived from its bytes
 */
public record StoredMessage(
    MailboxId mailboxId,
    MessageId id,
    Reception reception,
    List<MatchedAlias> aliases,
    long sizeBytes,
    MessageIndex index) {

  /** Copies the aliases and checks that nothing is missing. */
  public StoredMessage {
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reception, "reception");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(index, "index");
  }

  /**
   * The line that a list shows for this message.
   *
   * @return the summary
   */
  public MessageSummary summary() {
    return new MessageSummary(
        id,
        reception.receivedAt(),
        index.from(),
        index.subject(),
        index.snippet(),
        aliases,
        index.attachments().size(),
        sizeBytes,
        index.completeness(),
        index.traits());
  }
}
