package dev.melme.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.RecipientField;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutboxResult;
import dev.melme.spi.OutboxSettlement;
import dev.melme.spi.OutgoingMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Messages that a team sends, put into the outbox as they are. */
public final class SentMail {

  private static final EmailAddress ALIAS = EmailAddress.parse("support@acme.example");

  private final MelMeStore store;
  private final MailboxId mailboxId;
  private final TimeOrderedIds ids;
  private Function<MessageId, ReversePath> envelopeSender = id -> ReversePath.of(ALIAS);

  public SentMail(MelMeStore store, MailboxId mailboxId) {
    this.store = store;
    this.mailboxId = mailboxId;
    this.ids = new TimeOrderedIds(StoreTime.of(store::now));
  }

  /** Other envelope senders than the alias. */
  public SentMail from(Function<MessageId, ReversePath> sender) {
    this.envelopeSender = sender;
    return this;
  }

  /**
   * Sends a message from the alias.
   *
   * @param messageIdField its Message-ID without brackets
   * @param fields further header fields, each with its line end
   * @param conversation the conversation that it goes on with
   * @param recipients whom it goes to
   */
  public MessageId send(
      String messageIdField,
      String fields,
      Optional<ConversationId> conversation,
      String... recipients) {
    MessageId id = new MessageId(ids.next());
    Instant now = store.now();
    byte[] bytes =
        ("From: Acme Support <"
                + ALIAS
                + ">\r\nMessage-ID: <"
                + messageIdField
                + ">\r\n"
                + fields
                + "\r\nHello!\r\n")
            .getBytes(UTF_8);
    Outbound outbound =
        new Outbound(
            mailboxId,
            id,
            ALIAS,
            envelopeSender.apply(id),
            messageIdField,
            now,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0,
            Optional.of(now),
            false,
            List.of(recipients).stream()
                .map(EmailAddress::parse)
                .map(address -> OutboundRecipient.waiting(address, RecipientField.TO))
                .toList());
    OutgoingMessage message =
        new OutgoingMessage(
            outbound,
            new Reception(
                now,
                outbound.envelopeSender(),
                ClientFacts.none(),
                Optional.empty(),
                Optional.empty()),
            new MessageIndexer().index(bytes, 0, bytes.length),
            new Bytes(bytes),
            new MatchedAlias(ALIAS, AliasPattern.of(ALIAS), Optional.empty()),
            conversation);
    EnqueueOutcome outcome = store.outbox().enqueue(message, Optional.empty());
    if (outcome != EnqueueOutcome.ENQUEUED) {
      throw new IllegalStateException("Not sent: " + outcome);
    }
    return id;
  }

  /** A dispatcher hands over all that is due. */
  public void handOver() {
    for (Outbound outbound : lease()) {
      settle(
          outbound,
          outbound.waiting().stream().map(it -> it.address().toString()).toArray(String[]::new));
    }
  }

  /** A dispatcher notes that a message was taken over for some recipients. */
  public void settle(Outbound leased, String... recipients) {
    List<OutboxResult> results =
        List.of(recipients).stream()
            .map(EmailAddress::parse)
            .map(address -> new OutboxResult(address, State.SENT, Optional.of("250 ok")))
            .toList();
    store
        .outbox()
        .settle(
            List.of(
                new OutboxSettlement(
                    mailboxId, leased.messageId(), leased.attempts(), results, Optional.empty())),
            store.now());
  }

  /** A dispatcher takes all that is due in hand. */
  public List<Outbound> lease() {
    return store.outbox().lease(store.now(), store.now().plusSeconds(60), 100);
  }

  /** What is known of a sent message. */
  public Outbound find(MessageId id) {
    return store.outbox().find(mailboxId, List.of(id)).get(0);
  }

  private static final class Bytes implements MessageContent {

    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public InputStream openStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Optional<byte[]> inMemory() {
      return Optional.of(bytes);
    }
  }
}
