package dev.melme.api.admin;

import dev.melme.api.AliasPattern;
import dev.melme.api.DomainName;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.ReversePath;
import dev.melme.api.routing.Reason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which records of the delivery log are wanted: those that meet everything that is asked for. Each
 * method returns a changed copy.
 *
 * @param recipient the recipient, whatever its case
 * @param reversePath the envelope sender, whatever its case, or the null reverse path
 * @param mailboxId the mailbox
 * @param alias the alias that matched
 * @param domain the domain of the recipient
 * @param outcome what became of it
 * @param reason exactly why
 * @param messageId the message that was stored
 * @param begin those made at this time or later
 * @param end those made before this time
 */
public record DeliveryFilter(
    Optional<EmailAddress> recipient,
    Optional<ReversePath> reversePath,
    Optional<MailboxId> mailboxId,
    Optional<AliasPattern> alias,
    Optional<DomainName> domain,
    Optional<Reason.Outcome> outcome,
    Optional<Reason> reason,
    Optional<MessageId> messageId,
    Optional<Instant> begin,
    Optional<Instant> end) {

  private static final DeliveryFilter ALL =
      new DeliveryFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Checks that nothing is missing. */
  public DeliveryFilter {
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(reversePath, "reversePath");
    Objects.requireNonNull(mailboxId, "mailboxId");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(domain, "domain");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(begin, "begin");
    Objects.requireNonNull(end, "end");
  }

  /**
   * Asks for nothing in particular.
   *
   * @return the filter that every record meets
   */
  public static DeliveryFilter all() {
    return ALL;
  }

  /**
   * Asks for one recipient.
   *
   * @param address the recipient; case does not count
   * @return a changed copy
   */
  public DeliveryFilter to(EmailAddress address) {
    return new DeliveryFilter(
        Optional.of(address),
        reversePath,
        mailboxId,
        alias,
        domain,
        outcome,
        reason,
        messageId,
        begin,
        end);
  }

  /**
   * Asks for one envelope sender.
   *
   * @param sender the sender; case does not count
   * @return a changed copy
   */
  public DeliveryFilter from(ReversePath sender) {
    return new DeliveryFilter(
        recipient,
        Optional.of(sender),
        mailboxId,
        alias,
        domain,
        outcome,
        reason,
        messageId,
        begin,
        end);
  }

  /**
   * Asks for one mailbox.
   *
   * @param id the mailbox
   * @return a changed copy
   */
  public DeliveryFilter in(MailboxId id) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        Optional.of(id),
        alias,
        domain,
        outcome,
        reason,
        messageId,
        begin,
        end);
  }

  /**
   * Asks for one alias.
   *
   * @param pattern the alias that matched
   * @return a changed copy
   */
  public DeliveryFilter through(AliasPattern pattern) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        Optional.of(pattern),
        domain,
        outcome,
        reason,
        messageId,
        begin,
        end);
  }

  /**
   * Asks for the recipients of one domain.
   *
   * @param name the domain, without its sub-domains
   * @return a changed copy
   */
  public DeliveryFilter at(DomainName name) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        alias,
        Optional.of(name),
        outcome,
        reason,
        messageId,
        begin,
        end);
  }

  /**
   * Asks for what was taken, deferred or refused.
   *
   * @param kind what became of it
   * @return a changed copy
   */
  public DeliveryFilter that(Reason.Outcome kind) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        alias,
        domain,
        Optional.of(kind),
        reason,
        messageId,
        begin,
        end);
  }

  /**
   * Asks for one verdict.
   *
   * @param why the verdict
   * @return a changed copy
   */
  public DeliveryFilter because(Reason why) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        alias,
        domain,
        outcome,
        Optional.of(why),
        messageId,
        begin,
        end);
  }

  /**
   * Asks how one message came in, also when it came again.
   *
   * @param id the message; name its mailbox too, by {@link #in}, and fewer records are looked at
   * @return a changed copy
   */
  public DeliveryFilter storedAs(MessageId id) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        alias,
        domain,
        outcome,
        reason,
        Optional.of(id),
        begin,
        end);
  }

  /**
   * Asks for a time.
   *
   * @param start those made at this time or later
   * @param stop those made before this time
   * @return a changed copy
   */
  public DeliveryFilter between(Instant start, Instant stop) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        alias,
        domain,
        outcome,
        reason,
        messageId,
        Optional.of(start),
        Optional.of(stop));
  }

  /**
   * Asks for what was recorded lately.
   *
   * @param start those made at this time or later
   * @return a changed copy
   */
  public DeliveryFilter since(Instant start) {
    return new DeliveryFilter(
        recipient,
        reversePath,
        mailboxId,
        alias,
        domain,
        outcome,
        reason,
        messageId,
        Optional.of(start),
        end);
  }

  /**
   * Tells whether a record is wanted.
   *
   * @param record the record
   * @return true when it meets everything that is asked for
   */
  public boolean admits(DeliveryRecord record) {
    return (recipient.isEmpty() || recipient.get().equals(record.recipient()))
        && (reversePath.isEmpty() || reversePath.get().equals(record.reversePath()))
        && (mailboxId.isEmpty() || mailboxId.equals(record.mailboxId()))
        && (alias.isEmpty() || alias.equals(record.alias()))
        && (domain.isEmpty() || domain.get().ascii().equals(record.recipient().domain()))
        && (outcome.isEmpty() || outcome.get() == record.reason().outcome())
        && (reason.isEmpty() || reason.get() == record.reason())
        && (messageId.isEmpty() || messageId.equals(record.messageId()))
        && (begin.isEmpty() || !record.at().isBefore(begin.get()))
        && (end.isEmpty() || record.at().isBefore(end.get()));
  }
}
