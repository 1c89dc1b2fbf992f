package dev.melme.core.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.MelMe;
import dev.melme.api.AliasPattern;
import dev.melme.api.ClientFacts;
import dev.melme.api.EmailAddress;
import dev.melme.api.MailboxId;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.Route;
import dev.melme.api.admin.NewMailbox;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.core.TestClock;
import dev.melme.core.id.TimeOrderedIds;
import dev.melme.core.mime.MessageIndexer;
import dev.melme.core.time.StoreTime;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MelMeStore;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutgoingMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mailbox that sends: puts messages into the outbox, as composing does. */
final class SentMail {

  private static final EmailAddress SUPPORT = EmailAddress.parse("support@acme.example");

  private final MelMeStore store;
  private final TestClock clock;
  private final TimeOrderedIds ids;
  final MailboxId mailboxId;

  SentMail(MelMeStore store, TestClock clock, MelMe melme) {
    this.store = store;
    this.clock = clock;
    this.ids = new TimeOrderedIds(StoreTime.of(clock));
    this.mailboxId = melme.admin().createMailbox(NewMailbox.of("support-inbox", "Support")).id();
    melme.admin().createAlias(SUPPORT.toString(), Route.toMailbox("support-inbox"));
  }

  /** Enqueues a short message. */
  MessageId to(String... recipients) {
    return send("Subject: Hello\r\n\r\nHi there\r\n".getBytes(UTF_8), recipients);
  }

  /** Enqueues these bytes. */
  MessageId send(byte[] bytes, String... recipients) {
    MessageId id = new MessageId(ids.next());
    List<OutboundRecipient> waiting = new ArrayList<>();
    for (String recipient : recipients) {
      waiting.add(OutboundRecipient.waiting(EmailAddress.parse(recipient), RecipientField.TO));
    }
    Outbound outbound =
        new Outbound(
            mailboxId,
            id,
            SUPPORT,
            ReversePath.of(SUPPORT),
            id + "@acme.example",
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0,
            Optional.of(clock.instant()),
            false,
            waiting);
    OutgoingMessage message =
        new OutgoingMessage(
            outbound,
            new Reception(
                clock.instant(),
                outbound.envelopeSender(),
                ClientFacts.none(),
                Optional.empty(),
                Optional.empty()),
            new MessageIndexer().index(bytes, 0, bytes.length),
            content(bytes),
            new MatchedAlias(SUPPORT, AliasPattern.of(SUPPORT), Optional.empty()),
            Optional.empty());
    assertThat(store.outbox().enqueue(message, Optional.empty()))
        .isEqualTo(EnqueueOutcome.ENQUEUED);
    return id;
  }

  /** What the store knows of a message. */
  Outbound of(MessageId id) {
    return store.outbox().find(mailboxId, List.of(id)).get(0);
  }

  /** How far it is with one recipient. */
  OutboundRecipient of(MessageId id, String recipient) {
    return of(id).recipients().stream()
        .filter(each -> each.address().toString().equals(recipient))
        .findFirst()
        .orElseThrow();
  }

  private static MessageContent content(byte[] bytes) {
    return new MessageContent() {
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
    };
  }
}
