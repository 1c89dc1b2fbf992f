package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of looking at what was sent, OUT-10 to OUT-12; part of {@link
 * OutboxRepositoryContract}.
 */
public interface OutboxListContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_10)
  default void out10_find_answers_what_this_mailbox_sent(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Sender other = new Sender(subject);
    MessageId first = sender.sent(OutboxSpecimens.JANE);
    MessageId received = subject.deliver(sender.mailbox(), "came in");
    MessageId foreign = other.sent(OutboxSpecimens.JANE);
    MessageId second = sender.sent(OutboxSpecimens.JOE, OutboxSpecimens.JIM);
    MessageId third = sender.sent(OutboxSpecimens.JILL);
    subject.placeAll(sender.mailbox());
    MessageId fourth = sender.sent(OutboxSpecimens.JANE);
    List<MessageId> asked =
        new ArrayList<>(List.of(fourth, second, received, foreign, first, third, second));
    while (asked.size() < OutboxRepository.MAX_MESSAGES) {
      asked.add(Specimens.newMessageId());
    }

    assertThat(subject.outbox().find(sender.id(), asked))
        .as("find() of 500: sent and placed, sent and pending, received, foreign and unknown")
        .extracting(Outbound::messageId)
        .containsExactly(first, second, third, fourth);
    assertThat(sender.row(second).recipients())
        .as("recipients of the second message")
        .extracting(each -> each.address().toString())
        .containsExactly(OutboxSpecimens.JOE, OutboxSpecimens.JIM);
    assertThat(subject.outbox().find(other.id(), List.of(first, second, received)))
        .as("find() of messages that another mailbox sent")
        .isEmpty();
    assertThat(subject.outbox().find(subject.newMailbox("never-stored").id(), List.of(first)))
        .as("find() without a mailbox")
        .isEmpty();
  }

  /**
   * {@link StoreRule#OUT_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_11)
  default void out11_a_message_id_is_found_char_by_char(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Sender other = new Sender(subject);
    String common = "c".repeat(900);
    List<String> fields =
        List.of(
            "Abc@acme.example",
            "abc@acme.example",
            "abc@acme.example ",
            "\u00e4bc@acme.example",
            "a\u0308bc@acme.example",
            "%bc@acme.example",
            common + "1@acme.example",
            common + "2@acme.example");
    List<MessageId> ids = fields.stream().map(field -> enqueue(subject, sender, field)).toList();
    MessageId foreign = enqueue(subject, other, "abc@acme.example");
    MessageId onlyOther = enqueue(subject, other, "other@acme.example");

    for (int i = 0; i < fields.size(); i++) {
      assertThat(subject.outbox().findByMessageId(sender.id(), fields.get(i)))
          .as("the message of the id '%s', among its look-alikes", fields.get(i))
          .contains(ids.get(i));
    }
    for (String unknown : List.of("ABC@acme.example", "_bc@acme.example", "bc@acme.example", "")) {
      assertThat(subject.outbox().findByMessageId(sender.id(), unknown))
          .as("the message of the id '%s', which none has", unknown)
          .isEmpty();
    }
    assertThat(subject.outbox().findByMessageId(other.id(), "abc@acme.example"))
        .as("the message of an id that another mailbox used as well")
        .contains(foreign);
    assertThat(subject.outbox().findByMessageId(sender.id(), "other@acme.example"))
        .as("the message of an id that only another mailbox used: %s", onlyOther)
        .isEmpty();
    assertThat(
            subject
                .outbox()
                .findByMessageId(subject.newMailbox("never-stored").id(), fields.get(0)))
        .as("the message of an id without a mailbox")
        .isEmpty();
  }

  private static MessageId enqueue(StoreUnderTest subject, Sender sender, String messageIdField) {
    OutgoingMessage plain = sender.message(OutboxSpecimens.JANE);
    Outbound outbound = plain.outbound();
    return subject.enqueue(
        OutboxSpecimens.outgoing(
            new Outbound(
                outbound.mailboxId(),
                outbound.messageId(),
                outbound.from(),
                outbound.envelopeSender(),
                messageIdField,
                outbound.queuedAt(),
                outbound.operator(),
                outbound.answers(),
                outbound.sentAnyway(),
                outbound.attempts(),
                outbound.dueAt(),
                outbound.inHand(),
                outbound.recipients())));
  }

  /**
   * {@link StoreRule#OUT_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_12)
  default void out12_messages_are_listed_by_their_state(StoreUnderTest subject) {
    List<Sender> senders = List.of(new Sender(subject), new Sender(subject), new Sender(subject));
    Map<OutboundState, List<MessageId>> expected = new EnumMap<>(OutboundState.class);
    for (int round = 0; round < 2; round++) {
      for (Sender sender : senders) {
        MessageId sent = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE);
        sender.settled(OutboxSpecimens.allAccepted(sender.leased()));
        MessageId partly = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE);
        sender.attempted(
            Optional.empty(),
            OutboxSpecimens.accepted(OutboxSpecimens.JANE),
            OutboxSpecimens.refused(OutboxSpecimens.JOE));
        MessageId failed = sender.sent(OutboxSpecimens.JANE);
        sender.attempted(Optional.empty(), OutboxSpecimens.refused(OutboxSpecimens.JANE));
        MessageId cancelled = sender.sent(OutboxSpecimens.JANE);
        subject.outbox().cancel(sender.id(), cancelled, Optional.empty(), subject.store().now());
        MessageId inHand = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE);
        sender.leased();
        MessageId waiting = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE);
        sender.attempted(
            Optional.of(subject.store().now().plus(Duration.ofDays(1))),
            OutboxSpecimens.accepted(OutboxSpecimens.JANE),
            OutboxSpecimens.deferred(OutboxSpecimens.JOE));
        Map.of(
                OutboundState.SENT, List.of(sent),
                OutboundState.PARTLY_SENT, List.of(partly),
                OutboundState.FAILED, List.of(failed),
                OutboundState.CANCELLED, List.of(cancelled),
                OutboundState.QUEUED, List.of(inHand, waiting))
            .forEach(
                (state, ids) ->
                    expected.computeIfAbsent(state, none -> new ArrayList<>()).addAll(ids));
      }
    }

    expected.forEach(
        (state, ids) -> {
          Collections.reverse(ids);
          List<Outbound> all = subject.outbox().list(state, Optional.empty(), 100);
          assertThat(all)
              .as("messages of three mailboxes that are %s, the newest first", state)
              .extracting(Outbound::messageId)
              .isEqualTo(ids);
          for (Outbound outbound : all) {
            assertThat(subject.outbox().find(outbound.mailboxId(), List.of(outbound.messageId())))
                .as("a message as it is found, compared with its line in the list")
                .containsExactly(outbound);
          }
          assertThat(subject.outbox().list(state, Optional.empty(), 4))
              .as("at most 4 messages that are %s", state)
              .isEqualTo(all.subList(0, 4));
          assertThat(subject.outbox().list(state, Optional.of(ids.get(3)), 2))
              .as("the page after 4 messages that are %s", state)
              .isEqualTo(all.subList(4, 6));
          assertThat(subject.outbox().list(state, Optional.of(ids.get(ids.size() - 1)), 2))
              .as("the page after the last message that is %s", state)
              .isEmpty();
        });
  }
}
