package dev.melme.jdbc;

import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Draft;
import dev.melme.api.outbound.DraftAttachment;
import dev.melme.api.outbound.DraftId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.RecipientField;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a team sends, for tests of the outbox. */
final class SentMessages {

  /** When all of it is sent, and due. */
  static final Instant SENT_AT = Instant.parse("2026-01-02T03:04:05.678Z");

  static final EmailAddress JANE = EmailAddress.parse("Jane.Doe@customer.example");
  static final EmailAddress JOE = EmailAddress.parse("joe@customer.example");

  private static final EmailAddress SUPPORT = EmailAddress.parse("support@acme.example");

  private SentMessages() {}

  /** A message to two recipients, with an id that no other one has. */
  static OutgoingMessage message(MailboxId mailboxId) {
    return message(mailboxId, 100, Optional.empty());
  }

  static OutgoingMessage message(
      MailboxId mailboxId, int sizeBytes, Optional<ConversationId> conversation) {
    MessageId id = new MessageId(UUID.randomUUID());
    return message(
        new Outbound(
            mailboxId,
            id,
            SUPPORT,
            ReversePath.of(SUPPORT),
            id + "@acme.example",
            SENT_AT,
            Optional.of("Jo"),
            Optional.empty(),
            List.of("SLUG in Subject"),
            0,
            Optional.of(SENT_AT),
            false,
            List.of(
                OutboundRecipient.waiting(JANE, RecipientField.TO),
                OutboundRecipient.waiting(JOE, RecipientField.BCC))),
        MessageIndex.nothing(),
        sizeBytes,
        conversation);
  }

  static OutgoingMessage message(
      Outbound outbound, MessageIndex index, int sizeBytes, Optional<ConversationId> conversation) {
    return new OutgoingMessage(
        outbound,
        new Reception(
            SENT_AT,
            outbound.envelopeSender(),
            ClientFacts.none(),
            Optional.empty(),
            Optional.empty()),
        index,
        new Zeros(sizeBytes),
        new MatchedAlias(SUPPORT, AliasPattern.of(SUPPORT), Optional.empty()),
        conversation);
  }

  /** What an attempt came to: the same for all recipients. */
  static OutboxSettlement settlement(Outbound leased, State state) {
    return new OutboxSettlement(
        leased.mailboxId(),
        leased.messageId(),
        leased.attempts(),
        leased.recipients().stream()
            .map(each -> new OutboxResult(each.address(), state, Optional.of("250 2.0.0 Ok")))
            .toList(),
        Optional.of(SENT_AT.plusSeconds(60)));
  }

  static Draft draft(MailboxId mailboxId) {
    return new Draft(
        mailboxId,
        new DraftId(UUID.randomUUID()),
        1,
        SENT_AT,
        Optional.of("Jo"),
        Draft.Kind.NEW,
        Optional.empty(),
        Optional.of(SUPPORT),
        "Jane <jane@customer.example>, jo",
        "",
        "",
        "An offer",
        Optional.of("Hello"),
        Optional.empty(),
        true,
        List.of());
  }

  static DraftAttachment file(int sizeBytes) {
    return new DraftAttachment(0, "offer.pdf", "application/pdf", Optional.empty(), sizeBytes);
  }

  static MessageContent bytes(int sizeBytes) {
    return new Zeros(sizeBytes);
  }

  /** As many zero bytes, as a stream. */
  private record Zeros(long sizeBytes) implements MessageContent {
    @Override
    public InputStream openStream() {
      return new ByteArrayInputStream(new byte[(int) sizeBytes]);
    }

    @Override
    public Optional<byte[]> inMemory() {
      return Optional.empty();
    }
  }
}
