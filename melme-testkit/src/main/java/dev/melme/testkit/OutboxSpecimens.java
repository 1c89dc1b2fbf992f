package dev.melme.testkit;

import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.RecipientField;
import dev.melme.spi.MessageContent;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the rules of the outbox are tried with. */
final class OutboxSpecimens {

  static final String JANE = "Jane.Doe@customer.example";
  static final String JOE = "joe@customer.example";
  static final String JIM = "jim@elsewhere.example";
  static final String JILL = "jill@elsewhere.example";

  private OutboxSpecimens() {}

  /** What the outbox is to keep of a plain message to some recipients, due at a time. */
  static Outbound outbound(MailboxId mailboxId, MessageId id, Instant dueAt, String... to) {
    List<OutboundRecipient> recipients =
        Arrays.stream(to)
            .map(each -> OutboundRecipient.waiting(EmailAddress.parse(each), RecipientField.TO))
            .toList();
    return new Outbound(
        mailboxId,
        id,
        EmailAddress.parse("support@acme.example"),
        ReversePath.parse("support@acme.example"),
        id + "@acme.example",
        dueAt,
        Optional.of("Jo"),
        Optional.empty(),
        List.of(),
        0,
        Optional.of(dueAt),
        false,
        recipients);
  }

  /** A plain message to some recipients, due at a time. */
  static OutgoingMessage outgoing(Mailbox mailbox, Instant dueAt, String... to) {
    return outgoing(outbound(mailbox.id(), Specimens.newMessageId(), dueAt, to));
  }

  static OutgoingMessage outgoing(Outbound outbound) {
    return outgoing(
        outbound,
        Specimens.plainIndex("An answer"),
        Specimens.content("Thanks!".getBytes(StandardCharsets.UTF_8)));
  }

  static OutgoingMessage outgoing(Outbound outbound, MessageIndex index, MessageContent content) {
    return new OutgoingMessage(
        outbound,
        new Reception(
            outbound.queuedAt(),
            outbound.envelopeSender(),
            ClientFacts.none(),
            Optional.empty(),
            Optional.empty()),
        index,
        content,
        Specimens.alias("support@acme.example"),
        Optional.empty());
  }

  static OutgoingMessage with(OutgoingMessage message, MessageContent content) {
    return new OutgoingMessage(
        message.outbound(),
        message.reception(),
        message.index(),
        content,
        message.alias(),
        message.conversation());
  }

  /** The same message as the answer in a conversation. */
  static OutgoingMessage in(ConversationId conversation, OutgoingMessage message) {
    return new OutgoingMessage(
        message.outbound(),
        message.reception(),
        message.index(),
        message.content(),
        message.alias(),
        Optional.of(conversation));
  }

  static OutboxResult result(String recipient, State state, String reply) {
    return new OutboxResult(EmailAddress.parse(recipient), state, Optional.of(reply));
  }

  static OutboxResult accepted(String recipient) {
    return result(recipient, State.SENT, "250 2.0.0 Ok");
  }

  static OutboxResult refused(String recipient) {
    return result(recipient, State.FAILED, "550 5.1.1 No such user");
  }

  static OutboxResult deferred(String recipient) {
    return result(recipient, State.WAITING, "451 4.3.0 Not now");
  }

  /** What an attempt came to, the message due no more unless a time is given. */
  static OutboxSettlement settlement(
      Outbound leased, Optional<Instant> dueAt, OutboxResult... results) {
    return new OutboxSettlement(
        leased.mailboxId(), leased.messageId(), leased.attempts(), List.of(results), dueAt);
  }

  /** An attempt that was accepted for every recipient. */
  static OutboxSettlement allAccepted(Outbound leased) {
    return settlement(
        leased,
        Optional.empty(),
        leased.recipients().stream()
            .map(each -> accepted(each.address().toString()))
            .toArray(OutboxResult[]::new));
  }

  static NoticeKey notice(String sender, String recipient, String day) {
    return new NoticeKey(
        EmailAddress.parse(sender), EmailAddress.parse(recipient), LocalDate.parse(day));
  }
}
