package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.OutboxRepository;
import dev.melme.spi.OutboxSettlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The rules of settlements, OUT-16 to OUT-21; part of {@link OutboxRepositoryContract}. */
public interface SettleContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_16}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_16)
  default void out16_settle_keeps_what_came_of_each_recipient(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    MessageId id =
        sender.sent(
            OutboxSpecimens.JANE, OutboxSpecimens.JOE, OutboxSpecimens.JIM, OutboxSpecimens.JILL);
    Outbound before = sender.leased();
    subject.clock().advance(Duration.ofMillis(1234));
    Instant at = subject.store().now();
    Instant later = at.plus(Duration.ofMinutes(1));

    Outbound settled =
        sender.settled(
            OutboxSpecimens.settlement(
                before,
                Optional.of(later),
                OutboxSpecimens.deferred(OutboxSpecimens.JIM),
                OutboxSpecimens.accepted("jane.DOE@customer.example"),
                OutboxSpecimens.accepted("nobody@customer.example"),
                OutboxSpecimens.refused(OutboxSpecimens.JOE)));

    assertThat(sender.row(id)).as("a settled message as it is found").isEqualTo(settled);
    assertThat(sender.recipient(id, OutboxSpecimens.JANE))
        .as("a recipient that was accepted, named in another case")
        .isEqualTo(before.recipients().get(0).with(State.SENT, Optional.of("250 2.0.0 Ok"), at));
    assertThat(sender.recipient(id, OutboxSpecimens.JOE))
        .as("a recipient that was refused")
        .isEqualTo(
            before
                .recipients()
                .get(1)
                .with(State.FAILED, Optional.of("550 5.1.1 No such user"), at));
    OutboundRecipient deferred = sender.recipient(id, OutboxSpecimens.JIM);
    assertThat(List.of(deferred.state(), deferred.reply()))
        .as("state and reply of a recipient that was put off")
        .containsExactly(State.WAITING, Optional.of("451 4.3.0 Not now"));
    assertThat(sender.recipient(id, OutboxSpecimens.JILL))
        .as("a recipient that nothing was said about")
        .isEqualTo(before.recipients().get(3));
    assertThat(settled.recipients())
        .as("recipients after a settlement, in their order")
        .extracting(each -> each.address().toString())
        .containsExactly(
            OutboxSpecimens.JANE, OutboxSpecimens.JOE, OutboxSpecimens.JIM, OutboxSpecimens.JILL);
    assertThat(List.of(settled.dueAt(), settled.inHand(), settled.attempts(), settled.queuedAt()))
        .as("time, hand, attempts and time of sending of a message that still waits")
        .containsExactly(Optional.of(later), false, 1, before.queuedAt());
    subject.clock().set(later);
    Outbound last =
        sender.settled(
            OutboxSpecimens.settlement(
                sender.leased(),
                Optional.of(later.plusSeconds(1)),
                OutboxSpecimens.accepted(OutboxSpecimens.JIM),
                OutboxSpecimens.refused(OutboxSpecimens.JILL)));
    assertThat(List.of(last.dueAt(), last.inHand(), last.attempts(), last.state()))
        .as("time, hand, attempts and state of a message that nobody waits for any more")
        .containsExactly(Optional.empty(), false, 2, OutboundState.PARTLY_SENT);
    assertThat(sender.states(id))
        .as("recipients after the second attempt")
        .containsExactly(State.SENT, State.FAILED, State.SENT, State.FAILED);
  }

  /**
   * {@link StoreRule#OUT_17}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_17)
  default void out17_what_was_accepted_stays_accepted(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    MessageId id = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE, OutboxSpecimens.JIM);
    Instant now = subject.store().now();
    sender.attempted(
        Optional.of(now),
        OutboxSpecimens.accepted(OutboxSpecimens.JANE),
        OutboxSpecimens.refused(OutboxSpecimens.JOE),
        OutboxSpecimens.deferred(OutboxSpecimens.JIM));
    Outbound before = sender.row(id);
    subject.clock().advance(Duration.ofMinutes(1));

    Outbound again = sender.leased();
    sender.settled(
        OutboxSpecimens.settlement(
            again,
            Optional.of(now.plus(Duration.ofDays(1))),
            OutboxSpecimens.refused(OutboxSpecimens.JANE),
            OutboxSpecimens.accepted(OutboxSpecimens.JOE)));
    subject
        .outbox()
        .settle(
            List.of(
                OutboxSpecimens.settlement(
                    again,
                    Optional.of(now.plus(Duration.ofDays(1))),
                    OutboxSpecimens.deferred(OutboxSpecimens.JANE),
                    OutboxSpecimens.deferred(OutboxSpecimens.JOE))),
            subject.store().now());

    assertThat(sender.row(id).recipients())
        .as("recipients that were accepted and refused, when the opposite is reported later")
        .isEqualTo(before.recipients());
    assertThat(again.waiting())
        .as("recipients of the second attempt: those that wait")
        .extracting(each -> each.address().toString())
        .containsExactly(OutboxSpecimens.JIM);
  }

  /**
   * {@link StoreRule#OUT_18}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_18)
  default void out18_a_lease_that_was_lost_settles_nothing(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Instant now = subject.store().now();
    MessageId id = sender.placed(OutboxSpecimens.JANE);
    long before = sender.giveTurns();
    Outbound lost = sender.leased();
    subject.clock().advance(Sender.LEASE);
    Outbound held = sender.leased();

    List<Outbound> settled =
        subject.outbox().settle(List.of(OutboxSpecimens.allAccepted(lost)), now);

    assertThat(settled).as("settle() by who lost the lease").isEmpty();
    assertThat(sender.row(id)).as("the message after that").isEqualTo(held);
    assertThat(sender.changes(before)).as("changes of a settlement that did nothing").isEmpty();
    assertThat(sender.settled(OutboxSpecimens.allAccepted(held)).state())
        .as("the message when the one who holds the lease has settled it")
        .isEqualTo(OutboundState.SENT);
  }

  /**
   * {@link StoreRule#OUT_19}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_19)
  default void out19_500_settlements_are_answered_in_their_order(StoreUnderTest subject) {
    List<Sender> senders = List.of(new Sender(subject), new Sender(subject), new Sender(subject));
    for (int i = 0; i < 300; i++) {
      senders.get(i % 3).sent(OutboxSpecimens.JANE);
    }
    Instant now = subject.store().now();
    List<Outbound> leased =
        subject.outbox().lease(now, now.plus(Sender.LEASE), OutboxRepository.MAX_MESSAGES);
    assertThat(leased).as("300 messages of three mailboxes, leased at once").hasSize(300);
    List<Outbound> gone = List.of(leased.get(7), leased.get(150));
    gone.forEach(each -> subject.messages().erase(each.mailboxId(), List.of(each.messageId())));
    List<OutboxSettlement> settlements = new ArrayList<>();
    leased.forEach(each -> settlements.add(OutboxSpecimens.allAccepted(each)));
    while (settlements.size() < OutboxRepository.MAX_MESSAGES) {
      // a message that does not exist, and one that another mailbox has
      Sender sender = senders.get(settlements.size() % 3);
      Outbound one = leased.get(settlements.size() % leased.size());
      MessageId id =
          one.mailboxId().equals(sender.id()) ? Specimens.newMessageId() : one.messageId();
      settlements.add(
          new OutboxSettlement(
              sender.id(),
              id,
              1,
              List.of(OutboxSpecimens.refused(OutboxSpecimens.JANE)),
              Optional.of(now)));
    }
    Collections.shuffle(settlements, new Random(19));

    List<Outbound> settled = subject.outbox().settle(settlements, now);

    assertThat(settled)
        .as("messages settled of 500, in the order of the settlements, without those gone")
        .extracting(Outbound::messageId)
        .containsExactlyElementsOf(
            settlements.stream()
                .filter(each -> isOf(leased, each) && !isOf(gone, each))
                .map(OutboxSettlement::messageId)
                .toList());
    assertThat(settled)
        .as("states of the messages that were settled")
        .extracting(Outbound::state)
        .containsOnly(OutboundState.SENT);
    assertThat(subject.outbox().list(OutboundState.SENT, Optional.empty(), 500))
        .as("messages that are sent after that")
        .containsExactlyInAnyOrderElementsOf(settled);
  }

  private static boolean isOf(Collection<Outbound> messages, OutboxSettlement settlement) {
    return messages.stream()
        .anyMatch(
            each ->
                each.mailboxId().equals(settlement.mailboxId())
                    && each.messageId().equals(settlement.messageId()));
  }

  /**
   * {@link StoreRule#OUT_20}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_20)
  default void out20_a_settlement_that_changes_a_state_is_a_change(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Instant now = subject.store().now();
    List<MessageId> ids =
        List.of(
            sender.placed(OutboxSpecimens.JANE),
            sender.placed(OutboxSpecimens.JANE),
            sender.placed(OutboxSpecimens.JANE));
    Sender other = new Sender(subject);
    MessageId foreign = other.placed(OutboxSpecimens.JANE);
    long start = sender.giveTurns();
    long otherStart = other.giveTurns();

    List<Outbound> first = subject.outbox().lease(now, now.plus(Sender.LEASE), 10);
    subject
        .outbox()
        .settle(
            first.stream()
                .map(
                    each ->
                        OutboxSpecimens.settlement(
                            each, Optional.of(now), OutboxSpecimens.deferred(OutboxSpecimens.JANE)))
                .toList(),
            now);
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes that are behind when messages were leased and put off")
        .isEmpty();
    assertThat(sender.changes(start)).as("changes when messages were leased and put off").isEmpty();
    List<Outbound> second = subject.outbox().lease(now, now.plus(Sender.LEASE), 10);
    Instant at = now.plusMillis(789);
    subject.outbox().settle(second.stream().map(OutboxSpecimens::allAccepted).toList(), at);
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes that are behind when their messages were sent")
        .containsExactlyInAnyOrder(sender.id(), other.id());
    assertThat(subject.pending(sender.mailbox()).changesWait())
        .as("whether changes wait when messages were sent")
        .isTrue();
    List<Change> changes = sender.changes(start);
    subject.outbox().settle(second.stream().map(OutboxSpecimens::allAccepted).toList(), at);

    assertThat(changes.stream().flatMap(change -> change.messageIds().stream()))
        .as("messages of the changes when three of a mailbox were sent")
        .containsExactlyInAnyOrderElementsOf(ids);
    for (Change change : changes) {
      assertThat(List.of(change.kind(), change.at(), change.operator()))
          .as("kind, time and operator of a change when messages were sent")
          .containsExactly(Change.Kind.CHANGED, at, Optional.empty());
    }
    assertThat(sender.changes(start))
        .as("changes after the same was settled again")
        .isEqualTo(changes);
    assertThat(other.changes(otherStart).stream().flatMap(change -> change.messageIds().stream()))
        .as("messages of the changes of the other mailbox")
        .containsOnly(foreign);
  }

  /**
   * {@link StoreRule#OUT_21}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_21)
  default void out21_an_unusual_reply_keeps_no_settlement_from_being_stored(
      StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    List<String> storable = new ArrayList<>(Specimens.poison());
    storable.add("\uD83D\uDE00".repeat(OutboundRecipient.MAX_REPLY / 2));
    storable.add("r".repeat(OutboundRecipient.MAX_REPLY));
    storable.add("");
    for (String reply : storable) {
      MessageId id = sender.sent(OutboxSpecimens.JANE);
      sender.attempted(
          Optional.empty(), OutboxSpecimens.result(OutboxSpecimens.JANE, State.SENT, reply));

      assertThat(sender.recipient(id, OutboxSpecimens.JANE).reply())
          .as("a reply with unusual characters, read back")
          .contains(reply);
    }
    // what no database takes may be replaced; the message was sent all the same
    for (String reply :
        List.of(
            "250 \u0000 Ok", "\u0000", "250 \uD83D", "\uDE00 Ok", "a\uDC00\uD800b\u0001\u007F")) {
      MessageId id = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE);
      sender.attempted(
          Optional.empty(),
          OutboxSpecimens.result(OutboxSpecimens.JANE, State.SENT, reply),
          OutboxSpecimens.accepted(OutboxSpecimens.JOE));

      assertThat(sender.states(id))
          .as("states of recipients, one of them with a reply that no database takes")
          .containsExactly(State.SENT, State.SENT);
      assertThat(sender.recipient(id, OutboxSpecimens.JANE).reply())
          .as("a reply that no database takes, read back in some form")
          .isPresent();
    }
  }
}
