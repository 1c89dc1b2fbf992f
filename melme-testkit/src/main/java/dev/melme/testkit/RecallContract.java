package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundRecipient;
import dev.melme.api.outbound.OutboundRecipient.State;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.OutboxResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of calling back, trying again and bounces, OUT-22, OUT-23 and OUT-25; part of {@link
 * OutboxRepositoryContract}.
 */
public interface RecallContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_22}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_22)
  default void out22_cancel_calls_back_what_waits(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    MessageId id = sender.placed(OutboxSpecimens.JANE, OutboxSpecimens.JOE, OutboxSpecimens.JIM);
    long start = sender.giveTurns();
    Instant now = subject.store().now();
    Outbound leased = sender.leased();
    Instant ended = now.plus(Sender.LEASE).plus(Duration.ofDays(1));
    assertThat(cancel(subject, sender, id, now)).as("cancel() of a message in hand").isFalse();
    assertThat(cancel(subject, sender, id, ended))
        .as("cancel() of a message in hand whose lease has ended")
        .isFalse();
    assertThat(sender.row(id)).as("a message in hand after that").isEqualTo(leased);
    Outbound before =
        sender.settled(
            OutboxSpecimens.settlement(
                leased,
                Optional.of(now),
                OutboxSpecimens.accepted(OutboxSpecimens.JANE),
                OutboxSpecimens.refused(OutboxSpecimens.JOE),
                OutboxSpecimens.deferred(OutboxSpecimens.JIM)));
    long settled = sender.giveTurns();
    assertThat(sender.changes(start)).as("changes of a settlement").hasSize(1);
    Instant at = now.plusMillis(77);

    List<Boolean> cancelled =
        List.of(cancel(subject, sender, id, at), cancel(subject, sender, id, at.plusMillis(1)));

    assertThat(cancelled).as("cancel(), and once more").containsExactly(true, false);
    Outbound after = sender.row(id);
    assertThat(after.recipients().subList(0, 2))
        .as("recipients that did not wait when the message was cancelled")
        .isEqualTo(before.recipients().subList(0, 2));
    assertThat(after.recipients().get(2))
        .as("the recipient that waited, with what was last said about it")
        .isEqualTo(
            before
                .recipients()
                .get(2)
                .with(State.CANCELLED, before.recipients().get(2).reply(), at));
    assertThat(List.of(after.state(), after.dueAt(), after.attempts()))
        .as("state, time and attempts of a message that was cancelled")
        .containsExactly(OutboundState.PARTLY_SENT, Optional.empty(), 1);
    assertThat(sender.changes(settled))
        .as("changes of a message that was cancelled")
        .containsExactly(change(settled + 1, id, at, Optional.of("Max")));
    assertThat(sender.leasedAt(ended)).as("messages leased after that").isEmpty();
    assertNothingElse(subject, sender, at);
  }

  /**
   * What is unknown, was not sent, or belongs to another mailbox is neither cancelled nor retried.
   */
  private static void assertNothingElse(StoreUnderTest subject, Sender sender, Instant at) {
    Sender stranger = new Sender(subject);
    MessageId foreign = stranger.sent(OutboxSpecimens.JANE);
    MessageId failed = stranger.sent(OutboxSpecimens.JOE);
    subject.outbox().cancel(stranger.id(), failed, Optional.empty(), at);
    MessageId received = subject.deliver(sender.mailbox(), "came in");
    Outbound before = stranger.row(foreign);
    for (MessageId other : List.of(foreign, failed, received, Specimens.newMessageId())) {
      assertThat(cancel(subject, sender, other, at))
          .as("cancel() of a message that this mailbox did not send")
          .isFalse();
      assertThat(retry(subject, sender, other, at))
          .as("retry() of a message that this mailbox did not send")
          .isFalse();
    }
    Mailbox never = subject.newMailbox("never-stored");
    assertThat(subject.outbox().cancel(never.id(), foreign, Optional.empty(), at))
        .as("cancel() without a mailbox")
        .isFalse();
    assertThat(stranger.row(foreign)).as("the message of another mailbox").isEqualTo(before);
    assertThat(stranger.states(failed))
        .as("the cancelled message of another mailbox")
        .containsOnly(State.CANCELLED);
  }

  private static boolean cancel(StoreUnderTest subject, Sender sender, MessageId id, Instant at) {
    return subject.outbox().cancel(sender.id(), id, Optional.of("Max"), at);
  }

  private static boolean retry(StoreUnderTest subject, Sender sender, MessageId id, Instant at) {
    return subject.outbox().retry(sender.id(), id, Optional.of("Max"), at);
  }

  private static Change change(long position, MessageId id, Instant at, Optional<String> operator) {
    return new Change(position, Change.Kind.CHANGED, List.of(id), at, operator);
  }

  /**
   * {@link StoreRule#OUT_23}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_23)
  default void out23_retry_tries_again_what_did_not_arrive(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    MessageId id =
        sender.placed(
            OutboxSpecimens.JANE, OutboxSpecimens.JOE, OutboxSpecimens.JIM, OutboxSpecimens.JILL);
    Instant now = subject.store().now();
    assertThat(retry(subject, sender, id, now))
        .as("retry() of a message that nothing was tried for yet")
        .isFalse();
    sender.attempted(
        Optional.of(now.plus(Duration.ofDays(1))),
        OutboxSpecimens.accepted(OutboxSpecimens.JANE),
        OutboxSpecimens.refused(OutboxSpecimens.JOE),
        OutboxSpecimens.accepted(OutboxSpecimens.JIM));
    subject
        .outbox()
        .bounced(sender.id(), id, List.of(OutboxSpecimens.refused(OutboxSpecimens.JIM)), now);
    assertThat(cancel(subject, sender, id, now)).as("cancel() of what waits").isTrue();
    Outbound before = sender.row(id);
    long start = sender.giveTurns();
    subject.clock().advance(Duration.ofDays(3));
    Instant at = subject.store().now();

    List<Boolean> retried =
        List.of(retry(subject, sender, id, at), retry(subject, sender, id, at.plusMillis(1)));

    assertThat(retried)
        .as("retry() of a message that did not reach three of four, and once more")
        .containsExactly(true, false);
    Outbound after = sender.row(id);
    assertThat(after.recipients().get(0))
        .as("the recipient that the message was sent to")
        .isEqualTo(before.recipients().get(0));
    for (int i = 1; i < 4; i++) {
      OutboundRecipient was = before.recipients().get(i);
      assertThat(after.recipients().get(i))
          .as("a recipient that was %s, with what was last said about it", was.state())
          .isEqualTo(was.with(State.WAITING, was.reply(), at));
    }
    assertThat(List.of(after.queuedAt(), after.dueAt(), after.attempts(), after.inHand()))
        .as("time of sending, time, attempts and hand of a message that is tried again")
        .containsExactly(at, Optional.of(at), before.attempts(), false);
    assertThat(sender.changes(start))
        .as("changes of a message that is tried again")
        .containsExactly(change(start + 1, id, at, Optional.of("Max")));
    Outbound leased = sender.leased();
    assertThat(leased.waiting()).as("recipients of the attempt that follows").hasSize(3);
    assertThat(retry(subject, sender, id, at)).as("retry() of a message in hand").isFalse();
    assertThat(sender.row(id)).as("a message in hand after that").isEqualTo(leased);
    sender.settled(OutboxSpecimens.allAccepted(leased));
    assertThat(retry(subject, sender, id, at))
        .as("retry() of a message that reached everybody")
        .isFalse();
    assertThat(sender.leasedAt(at.plus(Duration.ofDays(9))))
        .as("messages that are due after that")
        .isEmpty();
  }

  /**
   * {@link StoreRule#OUT_25}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_25)
  default void out25_a_bounce_is_noted_once(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    MessageId id =
        sender.placed(
            OutboxSpecimens.JANE, OutboxSpecimens.JOE, OutboxSpecimens.JIM, OutboxSpecimens.JILL);
    Instant now = subject.store().now();
    Instant due = now.plus(Duration.ofHours(1));
    Outbound before =
        sender.attempted(
            Optional.of(due),
            OutboxSpecimens.accepted(OutboxSpecimens.JANE),
            OutboxSpecimens.refused(OutboxSpecimens.JOE),
            OutboxSpecimens.deferred(OutboxSpecimens.JIM),
            OutboxSpecimens.accepted(OutboxSpecimens.JILL));
    long start = sender.giveTurns();
    Instant at = now.plusMillis(77);
    List<OutboxResult> reported =
        List.of(
            OutboxSpecimens.result("jane.DOE@customer.example", State.FAILED, "5.2.2 Full"),
            OutboxSpecimens.refused(OutboxSpecimens.JOE),
            OutboxSpecimens.refused(OutboxSpecimens.JIM),
            OutboxSpecimens.refused("nobody@customer.example"));

    List<Integer> bounced =
        List.of(
            subject.outbox().bounced(sender.id(), id, reported, at),
            subject.outbox().bounced(sender.id(), id, reported, at.plusMillis(1)));

    assertThat(bounced)
        .as("recipients that bounced of four: sent to, refused, put off, unknown; and once more")
        .containsExactly(1, 0);
    Outbound after = sender.row(id);
    assertThat(after.recipients().get(0))
        .as("the recipient that bounced")
        .isEqualTo(before.recipients().get(0).with(State.BOUNCED, Optional.of("5.2.2 Full"), at));
    assertThat(after.recipients().subList(1, 4))
        .as("recipients that were not sent to, or not reported")
        .isEqualTo(before.recipients().subList(1, 4));
    assertThat(List.of(after.dueAt(), after.inHand(), after.attempts()))
        .as("time, hand and attempts of a message after a bounce")
        .containsExactly(Optional.of(due), false, 1);
    assertThat(sender.changes(start))
        .as("changes of a bounce that was noted twice")
        .containsExactly(change(start + 1, id, at, Optional.empty()));
    assertThat(sender.leasedAt(due))
        .as("messages leased when the one that was put off is due")
        .containsExactly(id);
    Sender stranger = new Sender(subject);
    List<OutboxResult> another = List.of(OutboxSpecimens.refused(OutboxSpecimens.JILL));
    assertThat(subject.outbox().bounced(stranger.id(), id, another, at))
        .as("recipients of another mailbox's message that bounced")
        .isZero();
    assertThat(subject.outbox().bounced(sender.id(), Specimens.newMessageId(), another, at))
        .as("recipients of an unknown message that bounced")
        .isZero();
    assertThat(subject.outbox().bounced(sender.id(), id, another, at))
        .as("recipients that bounced while the message was in hand")
        .isEqualTo(1);
    assertThat(sender.row(id).inHand())
        .as("whether a message in hand is in hand after a bounce")
        .isTrue();
    assertThat(
            sender
                .settled(
                    OutboxSpecimens.settlement(
                        sender.row(id),
                        Optional.empty(),
                        OutboxSpecimens.accepted(OutboxSpecimens.JANE),
                        OutboxSpecimens.accepted(OutboxSpecimens.JIM)))
                .recipients())
        .as("recipients that bounced, refused, was sent to and bounced, after a settlement")
        .extracting(OutboundRecipient::state)
        .containsExactly(State.BOUNCED, State.FAILED, State.SENT, State.BOUNCED);
  }
}
