package dev.melme.api.outbound;

import dev.melme.api.EmailAddress;
import dev.melme.api.InvalidValueException;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that a team sent: what is known beside its sent copy, which is a message of the mailbox
 * with the same id.
 *
 * @param mailboxId the mailbox
 * @param messageId the sent copy
 * @param from the address in its From field
 * @param envelopeSender where remote systems send trouble
 * @param messageIdField its Message-ID without angle brackets, the same at every attempt
 * @param queuedAt when the team sent it, by the clock of the store
 * @param operator who of the team sent it, as the session named itself; never shown to anyone
 *     outside
 * @param answers the message that it answers or forwards
 * @param sentAnyway what the leak guard had found when the team sent it all the same; empty as a
 *     rule
 * @param attempts how often a dispatcher took it in hand
 * @param dueAt when it is to be tried next; while a dispatcher has it in hand, when another one may
 *     take it; empty when nothing is to be tried any more
 * @param inHand whether a dispatcher has it in hand
 * @param recipients its recipients, at least one, in the order of the message
 */
public record Outbound(
    MailboxId mailboxId,
    MessageId messageId,
    EmailAddress from,
    ReversePath envelopeSender,
    String messageIdField,
    Instant queuedAt,
    Optional<String> operator,
    Optional<MessageId> answers,
    List<String> sentAnyway,
    int attempts,
    Optional<Instant> dueAt,
    boolean inHand,
    List<OutboundRecipient> recipients) {

  /** The most recipients of one message. */
  public static final int MAX_RECIPIENTS = 500;

  /**
   * Copies the lists.
   *
   * @throws InvalidValueException when there is no recipient, or too many
   */
  public Outbound {
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(envelopeSender, "envelopeSender");
    Objects.requireNonNull(messageIdField, "messageIdField");
    Objects.requireNonNull(queuedAt, "queuedAt");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(answers, "answers");
    sentAnyway = List.copyOf(sentAnyway);
    Objects.requireNonNull(dueAt, "dueAt");
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      throw new InvalidValueException(
          "A message has 1 to " + MAX_RECIPIENTS + " recipients, not " + recipients.size());
    }
  }

  /**
   * How far the message is.
   *
   * @return the state, made of those of its recipients
   */
  public OutboundState state() {
    OutboundState state =
        OutboundState.of(recipients.stream().map(OutboundRecipient::state).toList());
    return state == OutboundState.QUEUED && inHand ? OutboundState.SENDING : state;
  }

  /**
   * Those that are still to be tried.
   *
   * @return the recipients that wait
   */
  public List<OutboundRecipient> waiting() {
    return recipients.stream()
        .filter(recipient -> recipient.state() == OutboundRecipient.State.WAITING)
        .toList();
  }
}
