package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.EmailAddress;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.StoreException;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.RecipientField;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.EnqueueOutcome;
import dev.melme.spi.MessageContent;
import dev.melme.spi.OutgoingMessage;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.ThreadKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules of sending a message, OUT-01 to OUT-03 and OUT-06 to OUT-09; part of {@link
 * OutboxRepositoryContract}. Those of sending drafts are in {@link SentDraftContract}.
 */
public interface EnqueueContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_01}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_01)
  default void out01_a_sent_copy_and_its_row_are_read_back(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    subject.clock().advance(Duration.ofMillis(987));
    Instant now = subject.store().now();
    Outbound full =
        new Outbound(
            mailbox.id(),
            Specimens.newMessageId(),
            EmailAddress.parse("Support@Acme.example"),
            ReversePath.parse("Support+b.4711@acme.example"),
            "4711.Abc@acme.example",
            now.minusMillis(5),
            Optional.of("Jo"),
            Optional.of(Specimens.newMessageId()),
            List.of("SLUG in Subject", "PATTERN in text"),
            0,
            Optional.of(now.plusMillis(3)),
            false,
            List.of(
                recipient("Jane.Doe@Customer.example", RecipientField.TO),
                recipient("\"a b\"@customer.example", RecipientField.BCC),
                recipient("\u4e2d\u6587@customer.example", RecipientField.CC),
                recipient("another@customer.example", RecipientField.TO)));
    Outbound bare =
        new Outbound(
            mailbox.id(),
            Specimens.newMessageId(),
            EmailAddress.parse("sales@acme.example"),
            ReversePath.NULL,
            "1@acme.example",
            now,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0,
            Optional.of(now),
            false,
            List.of(recipient("jo@customer.example", RecipientField.BCC)));

    for (Outbound outbound : List.of(full, bare)) {
      byte[] bytes = Specimens.bytes(outbound.equals(full) ? 600_000 : 0);
      OutgoingMessage message =
          outbound.equals(full)
              ? OutboxSpecimens.outgoing(outbound, Specimens.fullIndex(), Specimens.spooled(bytes))
              : OutboxSpecimens.outgoing(
                  outbound, Specimens.plainIndex(""), Specimens.content(bytes));

      EnqueueOutcome outcome = subject.outbox().enqueue(message, Optional.empty());

      assertThat(outcome).as("enqueue() into a mailbox").isEqualTo(EnqueueOutcome.ENQUEUED);
      MessageId id = outbound.messageId();
      List<Outbound> found = subject.outbox().find(mailbox.id(), List.of(id));
      assertThat(found).as("what the outbox keeps, read back").containsExactly(outbound);
      assertThat(addresses(found.get(0)))
          .as("sender, envelope sender and recipients, as they were written")
          .isEqualTo(addresses(outbound));
      Reception reception = message.reception();
      StoredMessage copy =
          new StoredMessage(
              mailbox.id(), id, reception, List.of(message.alias()), bytes.length, message.index());
      assertThat(subject.messages().find(mailbox.id(), id))
          .as("the sent copy, read back as a message")
          .contains(copy);
      assertThat(subject.firstWrongByte(mailbox.id(), id, bytes))
          .as("first wrong byte (-1: none) of the sent copy")
          .contains(-1);
      assertThat(subject.messages().list(mailbox.id(), Optional.of(after(id)), 1))
          .as("the sent copy as it is listed")
          .containsExactly(copy.summary());
    }
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage with two sent copies")
        .isEqualTo(new MailboxUsage(2, 600_000));
    assertThat(subject.outbox().find(mailbox.id(), List.of(Specimens.newMessageId())))
        .as("find() of a message that was never sent")
        .isEmpty();
  }

  private static OutboundRecipient recipient(String address, RecipientField field) {
    return OutboundRecipient.waiting(EmailAddress.parse(address), field);
  }

  private static List<String> addresses(Outbound outbound) {
    List<String> written = new ArrayList<>();
    written.add(outbound.from().toString());
    written.add(outbound.envelopeSender().toString());
    outbound.recipients().forEach(each -> written.add(each.address().toString()));
    return written;
  }

  /** The id that is next to an id, upwards. */
  private static MessageId after(MessageId id) {
    return new MessageId(
        new UUID(id.value().getMostSignificantBits(), id.value().getLeastSignificantBits() + 1));
  }

  /**
   * {@link StoreRule#OUT_02}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_02)
  default void out02_a_sent_copy_begins_in_sent_as_read(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Mailbox mailbox = sender.mailbox();
    ConversationId conversation = Specimens.newConversationId();
    MessageId received = subject.deliver(mailbox, "came in");
    MessageId answer =
        subject.enqueue(OutboxSpecimens.in(conversation, sender.message(OutboxSpecimens.JANE)));
    MessageId alone = sender.sent(OutboxSpecimens.JOE);
    Sender quiet = new Sender(subject);
    quiet.sent(OutboxSpecimens.JIM);

    List<PendingMessage> pending = subject.pending(mailbox).messages();
    List<StoredMessage> copies = new ArrayList<>();
    for (MessageId id : List.of(received, answer, alone)) {
      copies.add(subject.messages().find(mailbox.id(), id).orElseThrow());
    }
    assertThat(pending)
        .as("pending: one that came in, a sent copy with its conversation, and one without")
        .containsExactly(
            PendingMessage.of(copies.get(0)),
            PendingMessage.sent(copies.get(1), Optional.of(conversation)),
            PendingMessage.sent(copies.get(2), Optional.empty()));
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes that have something pending, one of them only a sent copy")
        .containsExactlyInAnyOrder(mailbox.id(), quiet.id());

    subject.placeAll(mailbox);

    assertThat(subject.entries().find(mailbox.id(), List.of(received, answer, alone)))
        .as("states of what came in and of two sent copies, once they have their places")
        .extracting(MessageEntry::state)
        .containsExactly(MessageState.NEW, MessageState.SENT, MessageState.SENT);
    assertThat(listed(subject, mailbox, Folder.SENT))
        .as("entries in the folder SENT")
        .containsExactly(alone, answer);
    assertThat(listed(subject, mailbox, Folder.INBOX))
        .as("entries in the inbox")
        .containsExactly(received);
    assertThat(subject.entries().unread(mailbox.id(), Folder.SENT, 10))
        .as("unread entries in the folder SENT")
        .isZero();
    assertThat(subject.pending(mailbox).messages()).as("pending after all are placed").isEmpty();
  }

  private static List<MessageId> listed(StoreUnderTest subject, Mailbox mailbox, Folder folder) {
    return subject
        .entries()
        .list(mailbox.id(), EntryFilter.in(folder), Optional.empty(), 10, 100)
        .entries()
        .stream()
        .map(MessageEntry::id)
        .toList();
  }

  /**
   * {@link StoreRule#OUT_03}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_03)
  default void out03_the_conversation_is_known_under_its_own_key(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Sender other = new Sender(subject);
    ConversationId fresh = Specimens.newConversationId();
    ConversationId known = Specimens.newConversationId();
    ConversationId elsewhere = Specimens.newConversationId();
    ConversationId closed = Specimens.newConversationId();
    ConversationId next = Specimens.newConversationId();
    ConversationId merged = Specimens.newConversationId();
    ConversationId into = Specimens.newConversationId();
    apply(subject, sender, Map.of(key(known), elsewhere), Map.of(), Map.of(closed, next));
    other.sent(OutboxSpecimens.JIM);
    assertThat(threads(subject, other, fresh)).as("a conversation nobody wrote in").isEmpty();

    for (ConversationId conversation : List.of(fresh, known, closed, merged)) {
      subject.enqueue(OutboxSpecimens.in(conversation, sender.message(OutboxSpecimens.JANE)));
    }
    // a second answer, after the first one made the key known
    subject.enqueue(OutboxSpecimens.in(fresh, sender.message(OutboxSpecimens.JANE)));
    apply(subject, sender, Map.of(), Map.of(merged, into), Map.of());

    assertThat(threads(subject, sender, fresh))
        .as("the conversation of a sent copy, by its own key")
        .contains(fresh);
    assertThat(threads(subject, sender, known))
        .as("a conversation whose key was known as that of another one before")
        .contains(elsewhere);
    assertThat(threads(subject, sender, closed))
        .as("a conversation that was closed before its answer was sent")
        .contains(next);
    assertThat(threads(subject, sender, merged))
        .as("a conversation that was merged after its answer was sent")
        .contains(into);
    for (ConversationId conversation : List.of(fresh, known, closed, merged)) {
      assertThat(threads(subject, other, conversation))
          .as("the conversation of another mailbox")
          .isEmpty();
    }
    assertThat(subject.pending(sender.mailbox()).messages())
        .as("conversations that pending sent copies name, as they were sent")
        .extracting(PendingMessage::conversation)
        .containsExactly(
            Optional.of(fresh),
            Optional.of(known),
            Optional.of(closed),
            Optional.of(merged),
            Optional.of(fresh));
  }

  private static ThreadKey key(ConversationId conversation) {
    return ThreadKey.ofConversation(conversation);
  }

  private static Optional<ConversationId> threads(
      StoreUnderTest subject, Sender sender, ConversationId conversation) {
    ThreadKey key = key(conversation);
    return Optional.ofNullable(subject.messages().threads(sender.id(), List.of(key)).get(key));
  }

  private static void apply(
      StoreUnderTest subject,
      Sender sender,
      Map<ThreadKey, ConversationId> threads,
      Map<ConversationId, ConversationId> merged,
      Map<ConversationId, ConversationId> closed) {
    long last = subject.pending(sender.mailbox()).lastPosition();
    CatchUpBatch batch = new CatchUpBatch(last, List.of(), threads, Map.of(), merged, closed);
    assertThat(subject.messages().apply(sender.id(), batch)).as("apply()").isTrue();
  }

  /**
   * {@link StoreRule#OUT_06}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_06)
  default void out06_without_its_mailbox_nothing_is_enqueued(StoreUnderTest subject) {
    Mailbox never = subject.newMailbox("never-stored");
    Mailbox erased = subject.mailbox();
    subject.mailboxes().erase(erased.id());
    for (Mailbox gone : List.of(never, erased)) {
      OutgoingMessage message =
          OutboxSpecimens.outgoing(gone, subject.store().now(), OutboxSpecimens.JANE);
      assertThat(subject.outbox().enqueue(message, Optional.empty()))
          .as("enqueue() without a mailbox")
          .isEqualTo(EnqueueOutcome.NO_MAILBOX);
      assertNothingSent(subject, gone, message);
    }

    for (int round = 0; round < 8; round++) {
      Mailbox mailbox = subject.mailbox();
      Instant now = subject.store().now();
      List<OutgoingMessage> messages =
          Racing.run(
              5,
              thread -> {
                OutgoingMessage message =
                    OutboxSpecimens.outgoing(mailbox, now, OutboxSpecimens.JANE);
                if (thread == 0) {
                  subject.mailboxes().erase(mailbox.id());
                } else {
                  subject.outbox().enqueue(message, Optional.empty());
                }
                return message;
              });

      for (OutgoingMessage message : messages) {
        assertNothingSent(subject, mailbox, message);
      }
    }
  }

  /**
   * {@link StoreRule#OUT_07}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_07)
  default void out07_content_that_fails_enqueues_nothing(StoreUnderTest subject) {
    DraftDesk desk = new DraftDesk(subject);
    desk.created();
    IOException cause = new IOException("the spool is gone");
    List<MessageContent> failing =
        List.of(
            Specimens.failing(
                600_000,
                () -> {
                  throw cause;
                }),
            Specimens.failing(
                100,
                () -> {
                  throw new StackOverflowError("an Error, not an Exception");
                }),
            Specimens.spooled(Specimens.bytes(1000), 999),
            Specimens.spooled(Specimens.bytes(1000), 1001));

    for (MessageContent content : failing) {
      OutgoingMessage message = OutboxSpecimens.with(desk.message(), content);

      Throwable thrown =
          catchThrowable(() -> subject.outbox().enqueue(message, Optional.of(desk.version())));

      assertThat(thrown).as("thrown by enqueue when the content fails").isNotNull();
      if (failing.indexOf(content) != 1) {
        assertThat(thrown)
            .as("the fault of what enqueue threw")
            .isInstanceOfSatisfying(
                StoreException.class,
                e ->
                    assertThat(e.fault())
                        .isIn(StoreException.Fault.UNAVAILABLE, StoreException.Fault.FULL));
      }
      assertNothingSent(subject, desk.mailbox(), message);
      assertThat(desk.found())
          .as("the draft of a message that could not be enqueued")
          .contains(desk.draft());
    }
  }

  /**
   * {@link StoreRule#OUT_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_08)
  default void out08_outcome_tells_whether_a_message_was_enqueued(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    OutgoingMessage message = sender.message(OutboxSpecimens.JANE);
    OutgoingMessage never = sender.message(OutboxSpecimens.JANE);
    MessageId id = message.outbound().messageId();
    List<DeliveryKey> keys = List.of(never.key(), message.key());
    assertThat(subject.messages().outcome(sender.id(), keys))
        .as("outcome of messages that were not enqueued yet")
        .isEmpty();
    subject.enqueue(message);
    assertThat(subject.messages().outcome(sender.id(), keys))
        .as("outcome of a message that was enqueued and one that was not")
        .isEqualTo(Map.of(message.key(), id));
    Outbound leased = sender.leased();
    List<MessageSummary> listed = subject.messages().list(sender.id(), Optional.empty(), 10);

    enqueueAgain(subject, message);

    assertThat(sender.row(id)).as("a message in hand, enqueued again").isEqualTo(leased);
    assertThat(subject.messages().list(sender.id(), Optional.empty(), 10))
        .as("messages after one was enqueued again")
        .isEqualTo(listed);
    subject.messages().erase(sender.id(), List.of(id));
    assertThat(subject.messages().outcome(sender.id(), keys))
        .as("outcome of a message that was enqueued and erased")
        .isEqualTo(Map.of(message.key(), id));
    enqueueAgain(subject, message);
    assertThat(subject.messages().find(sender.id(), id))
        .as("a message that was erased and enqueued again")
        .isEmpty();
    assertThat(subject.outbox().find(sender.id(), List.of(id)))
        .as("what the outbox keeps of a message that was erased and enqueued again")
        .isEmpty();
    assertThat(sender.leasedAt(subject.store().now().plus(Duration.ofDays(9))))
        .as("messages that are due after that")
        .isEmpty();
  }

  /** A store may answer what it likes, or throw what says that the id is taken. */
  private static void enqueueAgain(StoreUnderTest subject, OutgoingMessage message) {
    Throwable thrown = catchThrowable(() -> subject.outbox().enqueue(message, Optional.empty()));
    if (thrown != null) {
      assertThat(thrown).as("thrown by a second enqueue").isInstanceOf(StoreException.class);
    }
  }

  /**
   * {@link StoreRule#OUT_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_09)
  default void out09_unusual_values_are_sent_and_read_back(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    List<String> texts = new ArrayList<>(Specimens.poison());
    texts.add("p".repeat(100));
    for (String poison : texts) {
      Outbound outbound = unusual(sender, poison);
      OutgoingMessage message =
          OutboxSpecimens.outgoing(
              outbound, Specimens.poisoned(poison), Specimens.content(new byte[1]));
      MatchedAlias alias =
          Specimens.tagged("\u00fcber+x@acme.example", "\u00fcber@acme.example", poison);
      OutgoingMessage tagged =
          new OutgoingMessage(
              outbound,
              message.reception(),
              message.index(),
              message.content(),
              alias,
              Optional.empty());

      subject.enqueue(tagged);

      assertThat(sender.row(outbound.messageId()))
          .as("what the outbox keeps of a message with unusual values")
          .isEqualTo(outbound);
      assertThat(subject.messages().find(sender.id(), outbound.messageId()))
          .as("a sent copy with unusual values")
          .contains(
              new StoredMessage(
                  sender.id(),
                  outbound.messageId(),
                  tagged.reception(),
                  List.of(alias),
                  1,
                  tagged.index()));
      assertThat(subject.outbox().findByMessageId(sender.id(), outbound.messageIdField()))
          .as("findByMessageId() with an unusual id")
          .contains(outbound.messageId());
    }
  }

  /** As many recipients as a message may have, and texts that stores stumble over. */
  private static Outbound unusual(Sender sender, String poison) {
    List<RecipientField> fields = List.of(RecipientField.TO, RecipientField.CC, RecipientField.BCC);
    List<OutboundRecipient> recipients = new ArrayList<>();
    for (int i = 0; i < Outbound.MAX_RECIPIENTS; i++) {
      String local = (i % 2 == 0 ? "\u4e2d" : "Zz") + (Outbound.MAX_RECIPIENTS - i);
      recipients.add(recipient(local + "@customer.example", fields.get(i % 3)));
    }
    MessageId id = Specimens.newMessageId();
    return new Outbound(
        sender.id(),
        id,
        EmailAddress.parse("\u00fcber@acme.example"),
        ReversePath.parse("\u00fcber@acme.example"),
        poison.repeat(4) + "@" + id,
        Instant.parse("2026-02-03T04:05:06.789Z"),
        Optional.of(poison),
        Optional.of(Specimens.newMessageId()),
        Specimens.poison(),
        0,
        Optional.of(Instant.parse("2999-12-31T23:59:59.999Z")),
        false,
        recipients);
  }

  /** Neither a message nor its key nor anything that is due. */
  private static void assertNothingSent(
      StoreUnderTest subject, Mailbox mailbox, OutgoingMessage message) {
    MessageId id = message.outbound().messageId();
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 10))
        .as("messages left behind by an enqueue that did nothing")
        .isEmpty();
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage left behind by an enqueue that did nothing")
        .isEqualTo(MailboxUsage.NONE);
    assertThat(subject.messages().outcome(mailbox.id(), List.of(message.key())))
        .as("keys left behind by an enqueue that did nothing")
        .isEmpty();
    assertThat(subject.outbox().find(mailbox.id(), List.of(id)))
        .as("rows of the outbox left behind by an enqueue that did nothing")
        .isEmpty();
    assertThat(subject.outbox().findByMessageId(mailbox.id(), message.outbound().messageIdField()))
        .as("Message-IDs left behind by an enqueue that did nothing")
        .isEmpty();
    Instant later = subject.store().now().plus(Duration.ofDays(9));
    assertThat(subject.outbox().lease(later, later.plus(Sender.LEASE), 10))
        .as("messages that are due after an enqueue that did nothing")
        .isEmpty();
  }
}
