package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of leases, OUT-13 to OUT-15 and OUT-24; part of {@link OutboxRepositoryContract}. */
public interface LeaseContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_13)
  default void out13_what_is_due_is_leased_the_earliest_first(StoreUnderTest subject) {
    Instant now = subject.store().now();
    List<MessageId> earliestFirst = new ArrayList<>();
    for (int seconds : new int[] {4, 1, 3, 0, 2}) { // in another order than that of the ids
      Sender sender = new Sender(subject);
      earliestFirst.add(
          subject.enqueue(
              OutboxSpecimens.outgoing(
                  sender.mailbox(), now.plusSeconds(seconds), OutboxSpecimens.JANE)));
    }
    earliestFirst =
        List.of(
            earliestFirst.get(3),
            earliestFirst.get(1),
            earliestFirst.get(4),
            earliestFirst.get(2),
            earliestFirst.get(0));
    Instant until = now.plus(Sender.LEASE);

    List<Outbound> before = subject.outbox().lease(now.minusMillis(1), until, 10);
    List<Outbound> first = subject.outbox().lease(now.plusSeconds(3), until, 3);
    List<Outbound> second = subject.outbox().lease(now.plusSeconds(3), until, 3);
    List<Outbound> third = subject.outbox().lease(now.plusSeconds(9), until, 3);
    List<Outbound> none = subject.outbox().lease(now.plusSeconds(9), until, 3);

    assertThat(before).as("messages leased before any is due").isEmpty();
    assertThat(first)
        .as("the three that are due for the longest time, of four mailboxes")
        .extracting(Outbound::messageId)
        .containsExactlyElementsOf(earliestFirst.subList(0, 3));
    assertThat(List.of(second, third))
        .as("the one that was left, and the one that is due last")
        .extracting(leased -> leased.stream().map(Outbound::messageId).toList())
        .containsExactly(earliestFirst.subList(3, 4), earliestFirst.subList(4, 5));
    assertThat(none).as("messages leased while all are in hand").isEmpty();
    for (Outbound leased : first) {
      assertThat(List.of(leased.attempts(), leased.dueAt(), leased.inHand(), leased.state()))
          .as("attempts, time, hand and state of a leased message")
          .containsExactly(1, Optional.of(until), true, OutboundState.SENDING);
      assertThat(leased.waiting()).as("recipients of a leased message that wait").hasSize(1);
      assertThat(subject.outbox().find(leased.mailboxId(), List.of(leased.messageId())))
          .as("a leased message as it is found")
          .containsExactly(leased);
    }
  }

  /**
   * {@link StoreRule#OUT_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_14)
  default void out14_a_message_is_leased_again_when_its_lease_has_ended(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Instant now = subject.store().now();
    Instant until = now.plus(Sender.LEASE);
    MessageId forgotten = sender.sent(OutboxSpecimens.JANE);
    sender.leased();
    MessageId deferred = sender.sent(OutboxSpecimens.JANE);
    Instant later = until.plus(Duration.ofHours(1));
    sender.attempted(Optional.of(later), OutboxSpecimens.deferred(OutboxSpecimens.JANE));
    sender.sent(OutboxSpecimens.JANE);
    sender.attempted(Optional.empty(), OutboxSpecimens.accepted(OutboxSpecimens.JANE));
    sender.sent(OutboxSpecimens.JANE);
    sender.attempted(Optional.of(later), OutboxSpecimens.refused(OutboxSpecimens.JANE));
    MessageId cancelled = sender.sent(OutboxSpecimens.JANE);
    subject.outbox().cancel(sender.id(), cancelled, Optional.empty(), now);

    assertThat(sender.leasedAt(until.minusMillis(1)))
        .as("messages leased before a lease has ended")
        .isEmpty();
    assertThat(sender.leasedAt(until))
        .as("messages leased when the lease of one has ended")
        .containsExactly(forgotten);
    assertThat(sender.row(forgotten).attempts())
        .as("attempts of a message that was leased twice")
        .isEqualTo(2);
    assertThat(sender.leasedAt(later.minusMillis(1)))
        .as("messages leased before the one that was put off is due")
        .containsExactly(forgotten);
    assertThat(sender.leasedAt(later))
        .as("messages leased when the one that was put off is due")
        .containsExactly(deferred);
    assertThat(sender.leasedAt(later.plus(Duration.ofDays(30))))
        .as("messages leased for ever after: neither sent, nor failed, nor cancelled ones")
        .containsExactlyInAnyOrder(forgotten, deferred);
  }

  /**
   * {@link StoreRule#OUT_15}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_15)
  default void out15_racing_threads_lease_each_message_once(StoreUnderTest subject) {
    for (int i = 0; i < 3; i++) {
      Sender sender = new Sender(subject);
      for (int message = 0; message < 20; message++) {
        sender.sent(OutboxSpecimens.JANE);
      }
    }
    Instant now = subject.store().now();
    Instant until = now.plus(Sender.LEASE);

    List<Outbound> leased = new ArrayList<>();
    Racing.run(
            8,
            thread -> {
              List<Outbound> mine = new ArrayList<>();
              for (int round = 0; round < 30; round++) {
                mine.addAll(subject.outbox().lease(now, until, 3));
              }
              return mine;
            })
        .forEach(leased::addAll);

    assertThat(leased)
        .as("60 messages as 8 threads leased them")
        .extracting(Outbound::messageId)
        .hasSize(60)
        .doesNotHaveDuplicates();
    assertThat(leased)
        .as("attempts of messages that were leased once")
        .extracting(Outbound::attempts)
        .containsOnly(1);
  }

  /**
   * {@link StoreRule#OUT_24}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_24)
  default void out24_of_a_lease_and_a_cancel_one_has_the_message(StoreUnderTest subject) {
    for (int round = 0; round < 20; round++) {
      Sender sender = new Sender(subject);
      MessageId id = sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE);
      Instant now = subject.store().now();

      List<Boolean> had =
          Racing.run(
              2,
              thread ->
                  thread == 0
                      ? !subject.outbox().lease(now, now.plus(Sender.LEASE), 10).isEmpty()
                      : subject.outbox().cancel(sender.id(), id, Optional.empty(), now));

      assertThat(had)
          .as("whether a message was leased and whether it was cancelled, at one moment")
          .containsExactlyInAnyOrder(true, false);
      boolean leased = had.get(0);
      assertThat(sender.states(id))
          .as("recipients of a message that was %s", leased ? "leased" : "cancelled")
          .containsOnly(leased ? State.WAITING : State.CANCELLED);
      assertThat(sender.row(id).inHand())
          .as("whether a message is in hand that was %s", leased ? "leased" : "cancelled")
          .isEqualTo(leased);
      subject.mailboxes().erase(sender.id()); // so that nothing of it is due in the next round
    }
  }
}
