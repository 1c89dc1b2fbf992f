package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.api.outbound.Outbound;
import dev.melme.api.outbound.OutboundState;
import dev.melme.spi.NoticeKey;
import dev.melme.spi.OutboxRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rules of what goes, of notifications and of everything at once, OUT-26 to OUT-29; part of
 * {@link OutboxRepositoryContract}.
 */
public interface OutboxUpkeepContract extends StoreContract {

  /**
   * {@link StoreRule#OUT_26}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_26)
  default void out26_what_the_outbox_keeps_goes_with_the_sent_copy(StoreUnderTest subject) {
    Sender sender = new Sender(subject);
    Sender erased = new Sender(subject);
    MessageId kept = sender.sent(OutboxSpecimens.JANE);
    MessageId queued = sender.placed(OutboxSpecimens.JANE);
    MessageId ofErased = erased.sent(OutboxSpecimens.JANE);
    Instant now = subject.store().now();
    List<Outbound> inHand =
        subject.outbox().lease(now, now.plus(Sender.LEASE), OutboxRepository.MAX_MESSAGES);
    MessageId pending = sender.sent(OutboxSpecimens.JANE);
    MessageId queuedOfErased = erased.sent(OutboxSpecimens.JANE);
    String field = queued + "@acme.example";
    assertThat(inHand).as("messages in hand, of which two are erased").hasSize(3);

    subject.messages().erase(sender.id(), List.of(queued, pending));
    subject.mailboxes().erase(erased.id());

    assertGone(subject, sender.mailbox(), queued);
    assertGone(subject, sender.mailbox(), pending);
    assertGone(subject, erased.mailbox(), ofErased);
    assertGone(subject, erased.mailbox(), queuedOfErased);
    assertThat(subject.outbox().findByMessageId(sender.id(), field))
        .as("the message of an id, when it was erased")
        .isEmpty();
    assertThat(subject.outbox().list(OutboundState.QUEUED, Optional.empty(), 10))
        .as("messages that are queued when others were erased")
        .extracting(Outbound::messageId)
        .containsExactly(kept);
    assertThat(
            subject
                .outbox()
                .settle(inHand.stream().map(OutboxSpecimens::allAccepted).toList(), now))
        .as("messages settled when others in hand were erased")
        .extracting(Outbound::messageId)
        .containsExactly(kept);
    assertThat(sender.leasedAt(now.plus(Duration.ofDays(9))))
        .as("messages that are due when all others were erased")
        .isEmpty();
  }

  private static void assertGone(StoreUnderTest subject, Mailbox mailbox, MessageId id) {
    Instant now = subject.store().now();
    assertThat(subject.outbox().find(mailbox.id(), List.of(id)))
        .as("what the outbox keeps of a message that was erased")
        .isEmpty();
    assertThat(subject.outbox().cancel(mailbox.id(), id, Optional.empty(), now))
        .as("cancel() of a message that was erased")
        .isFalse();
    assertThat(subject.outbox().retry(mailbox.id(), id, Optional.empty(), now))
        .as("retry() of a message that was erased")
        .isFalse();
    assertThat(
            subject
                .outbox()
                .bounced(
                    mailbox.id(), id, List.of(OutboxSpecimens.refused(OutboxSpecimens.JANE)), now))
        .as("recipients of an erased message that bounced")
        .isZero();
  }

  /**
   * {@link StoreRule#OUT_27}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_27)
  default void out27_a_notification_is_claimed_once(StoreUnderTest subject) {
    NoticeKey first = OutboxSpecimens.notice("joe@sender.example", "a@acme.example", "2026-03-01");
    List<NoticeKey> others =
        List.of(
            OutboxSpecimens.notice("joe@sender.example", "a@acme.example", "2026-03-02"),
            OutboxSpecimens.notice("joe@sender.example", "b@acme.example", "2026-03-01"),
            OutboxSpecimens.notice("jo@sender.example", "a@acme.example", "2026-03-01"),
            OutboxSpecimens.notice("jo\u00e9@sender.example", "a@acme.example", "2026-03-01"),
            OutboxSpecimens.notice("a@acme.example", "joe@sender.example", "2026-03-01"));
    NoticeKey otherCase =
        OutboxSpecimens.notice("JOE@sender.example", "A@acme.example", "2026-03-01");
    OutboxRepository outbox = subject.outbox();
    outbox.releaseNotice(first); // nobody has it: nothing happens

    assertThat(List.of(outbox.claimNotice(first), outbox.claimNotice(first)))
        .as("claimNotice(), and once more")
        .containsExactly(true, false);
    assertThat(outbox.claimNotice(otherCase))
        .as("claimNotice() of the same addresses in another case")
        .isFalse();
    for (NoticeKey other : others) {
      assertThat(outbox.claimNotice(other)).as("claimNotice() of %s", other).isTrue();
    }
    outbox.releaseNotice(otherCase);
    for (NoticeKey other : others) {
      assertThat(outbox.claimNotice(other))
          .as("claimNotice() of %s after another one was given back", other)
          .isFalse();
    }
    assertThat(List.of(outbox.claimNotice(first), outbox.claimNotice(first)))
        .as("claimNotice() after it was given back, and once more")
        .containsExactly(true, false);
    for (int round = 0; round < 8; round++) {
      NoticeKey contested =
          OutboxSpecimens.notice("joe@sender.example", round + "@acme.example", "2026-03-01");
      assertThat(
              Collections.frequency(Racing.run(8, thread -> outbox.claimNotice(contested)), true))
          .as("threads of 8 that may send one notification")
          .isEqualTo(1);
    }
  }

  /**
   * {@link StoreRule#OUT_28}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_28)
  default void out28_claims_of_days_that_are_over_are_forgotten(StoreUnderTest subject) {
    OutboxRepository outbox = subject.outbox();
    List<NoticeKey> early = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      early.add(
          OutboxSpecimens.notice(
              "joe@sender.example", i + "@acme.example", i % 2 == 0 ? "2025-12-31" : "2026-02-28"));
    }
    List<NoticeKey> late =
        List.of(
            OutboxSpecimens.notice("joe@sender.example", "0@acme.example", "2026-03-01"),
            OutboxSpecimens.notice("joe@sender.example", "0@acme.example", "2026-03-02"));
    early.forEach(outbox::claimNotice);
    late.forEach(outbox::claimNotice);
    LocalDate before = LocalDate.parse("2026-03-01");

    List<Integer> forgotten = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      forgotten.add(outbox.pruneNotices(before, 3));
    }

    assertThat(forgotten)
        .as("claims forgotten per call, 7 of days before one and at most 3 per call")
        .containsExactly(3, 3, 1, 0);
    for (NoticeKey key : late) {
      assertThat(outbox.claimNotice(key)).as("claimNotice() of a day that is not over").isFalse();
    }
    for (NoticeKey key : early) {
      assertThat(outbox.claimNotice(key)).as("claimNotice() of what was forgotten").isTrue();
    }
  }

  /**
   * {@link StoreRule#OUT_29}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.OUT_29)
  default void out29_whatever_happens_at_once_each_message_is_sent_once(StoreUnderTest subject) {
    List<Sender> senders = List.of(new Sender(subject), new Sender(subject));
    AtomicInteger writing = new AtomicInteger(2);
    List<List<MessageId>> ids =
        Racing.run(
            6,
            thread ->
                switch (thread) {
                  case 0, 1 -> send(senders.get(thread), writing);
                  case 2, 3 -> dispatch(subject, writing);
                  default -> catchUp(subject, senders.get(thread - 4), writing);
                });
    senders.forEach(sender -> subject.placeAll(sender.mailbox()));

    for (int i = 0; i < 2; i++) {
      Sender sender = senders.get(i);
      List<Outbound> sent = subject.outbox().find(sender.id(), ids.get(i));
      assertThat(sent).as("messages that a thread sent").hasSize(40);
      assertThat(sent)
          .as("states and attempts of messages that threads sent, dispatched and placed at once")
          .extracting(each -> each.state() + " " + each.attempts())
          .containsOnly("SENT 1");
      assertThat(subject.entries().find(sender.id(), ids.get(i)))
          .as("entries of messages that threads sent, dispatched and placed at once")
          .hasSize(40)
          .extracting(MessageEntry::state)
          .containsOnly(MessageState.SENT);
    }
    assertThat(List.of(ids.get(2).size() + ids.get(3).size()))
        .as("messages that two dispatchers settled, of 80")
        .containsExactly(80);
  }

  private static List<MessageId> send(Sender sender, AtomicInteger writing) {
    List<MessageId> ids = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        ids.add(sender.sent(OutboxSpecimens.JANE, OutboxSpecimens.JOE));
      }
      return ids;
    } finally {
      writing.decrementAndGet();
    }
  }

  /** Leases and settles until nothing is left; tells what it settled. */
  private static List<MessageId> dispatch(StoreUnderTest subject, AtomicInteger writing) {
    Instant now = subject.store().now();
    List<MessageId> ids = new ArrayList<>();
    boolean last;
    boolean idle;
    do {
      last = writing.get() == 0;
      List<Outbound> leased = subject.outbox().lease(now, now.plus(Sender.LEASE), 7);
      subject
          .outbox()
          .settle(leased.stream().map(OutboxSpecimens::allAccepted).toList(), now)
          .stream()
          .map(Outbound::messageId)
          .forEach(ids::add);
      idle = leased.isEmpty();
    } while (!last || !idle);
    return ids;
  }

  /** Places what is pending; when the last message is sent it stops, and the test does the rest. */
  private static List<MessageId> catchUp(
      StoreUnderTest subject, Sender sender, AtomicInteger writing) {
    while (writing.get() > 0) {
      subject.placeAll(sender.mailbox());
    }
    return List.of();
  }
}
