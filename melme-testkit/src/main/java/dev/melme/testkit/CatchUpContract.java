package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.melme.api.ClientFacts;
import dev.melme.api.ConversationId;
import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxId;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.MessageIndex;
import dev.melme.api.MessageSummary;
import dev.melme.api.Reception;
import dev.melme.api.ReversePath;
import dev.melme.api.StoredMessage;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Delivery;
import dev.melme.spi.Pending;
import dev.melme.spi.PendingMessage;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of catch-up, MSG-33 to MSG-55 but MSG-48; see {@link StoreRule}. Those of many threads
 * at once are in {@link RacingCatchUpContract}, those of merging in {@link MergeContract}.
 */
public interface CatchUpContract extends RacingCatchUpContract, MergeContract {

  /**
   * {@link StoreRule#MSG_33}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_33)
  default void msg33_a_new_message_is_pending_with_its_facts(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<MessageIndex> indexes = new ArrayList<>();
    indexes.add(Specimens.plainIndex("without any id"));
    indexes.add(Specimens.fullIndex());
    indexes.add(Specimens.reportIndex());
    Specimens.poison().forEach(poison -> indexes.add(Specimens.poisoned(poison)));
    assertThat(subject.messages().pending(mailbox.id(), 10))
        .as("pending() of a mailbox that never had a message")
        .isEqualTo(Pending.NONE);

    for (MessageIndex index : indexes) {
      Instant receivedAt = subject.store().now().plusMillis(indexes.indexOf(index));
      Delivery.Target target = Specimens.target(mailbox);
      Reception reception =
          new Reception(
              receivedAt, ReversePath.NULL, ClientFacts.none(), Optional.empty(), Optional.empty());

      subject.append(
          new Delivery(reception, index, Specimens.content(new byte[1]), List.of(target)));

      assertThat(subject.messages().pending(mailbox.id(), 500).messages())
          .as("pending messages after an append")
          .contains(
              PendingMessage.of(
                  new StoredMessage(
                      mailbox.id(), target.messageId(), reception, target.aliases(), 1, index)));
    }
    assertThat(subject.messages().pending(mailbox.id(), 500).messages())
        .as("messages that are pending, each once")
        .hasSameSizeAs(indexes);
  }

  /**
   * {@link StoreRule#MSG_34}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_34)
  default void msg34_the_oldest_ids_are_pending_first(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<Delivery.Target> targets = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      targets.add(Specimens.target(mailbox));
    }
    List<MessageId> ids = targets.stream().map(Delivery.Target::messageId).toList();
    Collections.rotate(targets, 2);
    targets.forEach(target -> subject.append(Specimens.delivery(target, "out of order")));

    assertThat(ids(subject.messages().pending(mailbox.id(), 500)))
        .as("pending messages that were appended in another order than that of their ids")
        .containsExactlyElementsOf(ids);
    for (int limit : new int[] {1, 4, 6}) {
      assertThat(ids(subject.messages().pending(mailbox.id(), limit)))
          .as("pending messages, at most %s", limit)
          .containsExactlyElementsOf(ids.subList(0, limit));
    }
  }

  /**
   * {@link StoreRule#MSG_35}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_35)
  default void msg35_apply_gives_places(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageId first = subject.deliver(mailbox, "first");
    MessageId second = subject.deliver(mailbox, "second");
    MessageId third = subject.deliver(mailbox, "third");
    ConversationId shared = Specimens.newConversationId();
    List<Placement> places =
        List.of(
            new Placement(1, second, shared),
            new Placement(2, first, Specimens.newConversationId()));
    Placement gap = new Placement(1L << 40, third, shared);

    boolean applied = subject.messages().apply(mailbox.id(), Specimens.batch(0, places));

    assertThat(applied).as("apply() on the last position").isTrue();
    Pending pending = subject.messages().pending(mailbox.id(), 10);
    assertThat(ids(pending)).as("pending after 2 of 3 messages were placed").containsExactly(third);
    assertThat(pending.lastPosition()).as("last position after 2 places").isEqualTo(2);
    assertThat(subject.messages().placements(mailbox.id(), 0, 10))
        .as("places as they were applied")
        .containsExactlyElementsOf(places);
    assertThat(subject.messages().apply(mailbox.id(), Specimens.batch(2, List.of(gap))))
        .as("apply() of a position that is far from the last one")
        .isTrue();
    assertThat(subject.messages().pending(mailbox.id(), 10))
        .as("pending when all messages are placed")
        .isEqualTo(new Pending(1L << 40, List.of()));
    assertThat(subject.messages().placements(mailbox.id(), 2, 10))
        .as("the place far away")
        .containsExactly(gap);
  }

  /**
   * {@link StoreRule#MSG_36}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_36)
  default void msg36_apply_on_another_last_position_changes_nothing(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    MessageId placed = subject.deliver(mailbox, "placed");
    Placement place = Specimens.place(5, placed);
    subject.messages().apply(mailbox.id(), Specimens.batch(0, List.of(place)));
    MessageId waiting = subject.deliver(mailbox, "waiting");
    ThreadKey key = Specimens.threadKey();

    List<Boolean> applied = new ArrayList<>();
    for (long expected : new long[] {0, 4, 6}) {
      applied.add(
          subject
              .messages()
              .apply(
                  mailbox.id(),
                  new CatchUpBatch(
                      expected,
                      List.of(Specimens.place(expected + 3, waiting)),
                      Map.of(key, Specimens.newConversationId()))));
    }

    assertThat(applied)
        .as("apply() on the positions 0, 4 and 6 when the last one is 5")
        .containsExactly(false, false, false);
    assertThat(subject.messages().placements(mailbox.id(), 0, 10))
        .as("places after refused batches")
        .containsExactly(place);
    Pending pending = subject.messages().pending(mailbox.id(), 10);
    assertThat(ids(pending)).as("pending after refused batches").containsExactly(waiting);
    assertThat(pending.lastPosition()).as("last position after refused batches").isEqualTo(5);
    assertThat(subject.messages().threads(mailbox.id(), List.of(key)))
        .as("thread keys of refused batches")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MSG_38}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_38)
  default void msg38_places_are_followed_by_position(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<Placement> places = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      places.add(Specimens.place(2L * i + 1, subject.deliver(mailbox, "message " + i)));
    }
    subject.messages().apply(mailbox.id(), Specimens.batch(0, places.subList(0, 4)));
    subject.messages().apply(mailbox.id(), Specimens.batch(7, places.subList(4, 6)));

    List<List<Placement>> pages = new ArrayList<>();
    long after = 0;
    for (int page = 0; page < 3; page++) {
      List<Placement> some = subject.messages().placements(mailbox.id(), after, 4);
      pages.add(some);
      after = some.isEmpty() ? after : some.get(some.size() - 1).position();
    }

    assertThat(pages)
        .as("pages of 4 places, each beginning after the last one of the page before")
        .containsExactly(places.subList(0, 4), places.subList(4, 6), List.of());
    assertThat(subject.messages().placements(mailbox.id(), 4, 2))
        .as("places after a position that was never given")
        .containsExactlyElementsOf(places.subList(2, 4));
  }

  /**
   * {@link StoreRule#MSG_39}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_39)
  default void msg39_an_erased_message_is_neither_pending_nor_placed(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<Placement> places = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      places.add(Specimens.place(i + 1, subject.deliver(mailbox, "message " + i)));
    }
    List<MessageId> erased =
        List.of(places.get(0).messageId(), places.get(2).messageId(), places.get(5).messageId());
    subject.messages().erase(mailbox.id(), List.of(erased.get(0), erased.get(2)));

    assertThat(ids(subject.messages().pending(mailbox.id(), 10)))
        .as("pending when 2 of 6 messages were erased")
        .doesNotContainAnyElementsOf(List.of(erased.get(0), erased.get(2)))
        .hasSize(4);
    assertThat(subject.messages().apply(mailbox.id(), Specimens.batch(0, places)))
        .as("apply() when messages were erased since they were pending")
        .isTrue();
    subject.messages().erase(mailbox.id(), List.of(erased.get(1)));
    assertThat(subject.messages().placements(mailbox.id(), 0, 10))
        .as("places when the first and the last message were erased before, the third after apply")
        .containsExactly(places.get(1), places.get(3), places.get(4));
    assertThat(subject.messages().pending(mailbox.id(), 10))
        .as("pending after apply and an erasure, which is a change that waits")
        .isEqualTo(new Pending(6, List.of(), true));
  }

  /**
   * {@link StoreRule#MSG_40}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_40)
  default void msg40_a_message_gets_one_place(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Placement first = Specimens.place(1, subject.deliver(mailbox, "placed already"));
    subject.messages().apply(mailbox.id(), Specimens.batch(0, List.of(first)));
    Placement second = Specimens.place(3, subject.deliver(mailbox, "pending"));
    Placement again = Specimens.place(2, first.messageId());
    Placement unknown = Specimens.place(4, Specimens.newMessageId());

    boolean applied =
        subject.messages().apply(mailbox.id(), Specimens.batch(1, List.of(again, second, unknown)));
    boolean nothing =
        subject
            .messages()
            .apply(
                mailbox.id(), Specimens.batch(4, List.of(Specimens.place(9, first.messageId()))));

    assertThat(List.of(applied, nothing))
        .as("apply() of places of which some, and then all, are left out")
        .containsExactly(true, true);
    assertThat(subject.messages().placements(mailbox.id(), 0, 10))
        .as("places of messages that were pending, each once")
        .containsExactly(first, second);
    assertThat(subject.messages().pending(mailbox.id(), 10))
        .as("pending, its last position one that was left out")
        .isEqualTo(new Pending(9, List.of()));
  }

  /**
   * {@link StoreRule#MSG_41}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_41)
  default void msg41_a_thread_key_keeps_its_conversation(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox other = subject.mailbox();
    ThreadKey first = Specimens.threadKey();
    ThreadKey second = Specimens.threadKey();
    ThreadKey unknown = Specimens.threadKey();
    ConversationId early = Specimens.newConversationId();
    ConversationId late = Specimens.newConversationId();
    ConversationId elsewhere = Specimens.newConversationId();

    place(subject, mailbox, Map.of(first, early));
    place(subject, mailbox, Map.of(first, late, second, late));
    place(subject, other, Map.of(second, elsewhere));

    List<ThreadKey> asked = List.of(first, second, unknown);
    assertThat(subject.messages().threads(mailbox.id(), asked))
        .as("conversations of a key that came twice, a new one and an unknown one")
        .isEqualTo(Map.of(first, early, second, late));
    assertThat(subject.messages().threads(other.id(), asked))
        .as("conversations of the same keys in another mailbox")
        .isEqualTo(Map.of(second, elsewhere));
    assertThat(subject.messages().threads(mailbox.id(), Set.of()))
        .as("conversations of no keys")
        .isEmpty();
  }

  private static void place(
      StoreUnderTest subject, Mailbox mailbox, Map<ThreadKey, ConversationId> threads) {
    MessageId id = subject.deliver(mailbox, "with thread keys");
    long last = subject.messages().pending(mailbox.id(), 1).lastPosition();
    boolean applied =
        subject
            .messages()
            .apply(
                mailbox.id(),
                new CatchUpBatch(last, List.of(Specimens.place(last + 1, id)), threads));
    assertThat(applied).as("apply() with thread keys").isTrue();
  }

  /**
   * {@link StoreRule#MSG_42}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_42)
  default void msg42_without_a_mailbox_there_is_nothing_to_catch_up(StoreUnderTest subject) {
    MailboxId missing = new MailboxId(Ids.next());
    ThreadKey key = Specimens.threadKey();
    CatchUpBatch batch =
        new CatchUpBatch(
            0,
            List.of(Specimens.place(1, Specimens.newMessageId())),
            Map.of(key, Specimens.newConversationId()));

    boolean applied = subject.messages().apply(missing, batch);

    assertThat(applied).as("apply() without a mailbox").isFalse();
    assertThat(subject.messages().pending(missing, 10))
        .as("pending() without a mailbox")
        .isEqualTo(Pending.NONE);
    assertThat(subject.messages().placements(missing, 0, 10))
        .as("placements() without a mailbox")
        .isEmpty();
    assertThat(subject.messages().threads(missing, List.of(key)))
        .as("threads() without a mailbox")
        .isEmpty();
  }

  /**
   * {@link StoreRule#MSG_43}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_43)
  default void msg43_mailboxes_with_pending_messages_are_listed(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(7);
    for (int box : new int[] {4, 1, 6, 1, 3, 5}) {
      subject.deliver(boxes.get(box), "pending");
    }
    subject.placeAll(boxes.get(3));
    subject.messages().erase(boxes.get(5).id(), ids(subject.pending(boxes.get(5))));
    List<MailboxId> expected = List.of(boxes.get(1).id(), boxes.get(4).id(), boxes.get(6).id());

    List<List<MailboxId>> pages = new ArrayList<>();
    Optional<MailboxId> after = Optional.empty();
    for (int page = 0; page < 3; page++) {
      List<MailboxId> some = subject.messages().pendingMailboxes(after, 2);
      pages.add(some);
      after = some.isEmpty() ? after : Optional.of(some.get(some.size() - 1));
    }

    assertThat(pages)
        .as("pages of 2 mailboxes with pending messages; others are caught up, erased or empty")
        .containsExactly(expected.subList(0, 2), expected.subList(2, 3), List.of());
    assertThat(subject.messages().pendingMailboxes(Optional.of(boxes.get(0).id()), 1))
        .as("the page that begins after a mailbox without pending messages")
        .containsExactly(expected.get(0));
    subject.deliver(boxes.get(3), "pending again");
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes with pending messages after one more got one")
        .contains(boxes.get(3).id());
  }

  /**
   * {@link StoreRule#MSG_45}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_45)
  default void msg45_erasing_a_mailbox_erases_what_catch_up_keeps(StoreUnderTest subject) {
    Mailbox erased = subject.mailbox();
    Mailbox kept = subject.mailbox();
    ThreadKey key = Specimens.threadKey();
    Map<ThreadKey, ConversationId> threads = Map.of(key, Specimens.newConversationId());
    for (Mailbox mailbox : List.of(erased, kept)) {
      place(subject, mailbox, threads);
    }
    List<Delivery.Target> copies = List.of(Specimens.target(erased), Specimens.target(kept));
    subject.append(Specimens.delivery(copies, Specimens.content(new byte[1])));
    Pending pendingBefore = subject.pending(kept);
    List<Placement> placesBefore = subject.messages().placements(kept.id(), 0, 10);

    subject.mailboxes().erase(erased.id());

    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes with pending messages after one of two was erased")
        .containsExactly(kept.id());
    assertThat(subject.pending(erased)).as("pending of the erased mailbox").isEqualTo(Pending.NONE);
    assertThat(subject.messages().placements(erased.id(), 0, 10))
        .as("places of the erased mailbox")
        .isEmpty();
    assertThat(subject.messages().threads(erased.id(), List.of(key)))
        .as("thread keys of the erased mailbox")
        .isEmpty();
    assertThat(
            subject
                .messages()
                .apply(
                    erased.id(),
                    Specimens.batch(1, List.of(Specimens.place(2, copies.get(0).messageId())))))
        .as("apply() to the erased mailbox")
        .isFalse();
    assertThat(subject.pending(kept)).as("pending of the other one").isEqualTo(pendingBefore);
    assertThat(subject.messages().placements(kept.id(), 0, 10))
        .as("places of the other one")
        .isEqualTo(placesBefore);
    assertThat(subject.messages().threads(kept.id(), List.of(key)))
        .as("thread keys of the other one")
        .isEqualTo(threads);
  }

  /**
   * {@link StoreRule#MSG_46}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_46)
  default void msg46_a_place_changes_nothing_else(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(subject.deliver(mailbox, "four"));
    }
    MailboxUsage usage = new MailboxUsage(4, 16);
    List<MessageSummary> listed = subject.messages().list(mailbox.id(), Optional.empty(), 10);
    Optional<StoredMessage> found = subject.messages().find(mailbox.id(), ids.get(0));
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage when all messages are pending")
        .isEqualTo(usage);

    subject.messages().apply(mailbox.id(), Specimens.batch(0, List.of(place(1, ids, 0))));
    MailboxUsage half = subject.mailboxes().usage(mailbox.id());
    subject.placeAll(mailbox);

    assertThat(half).as("usage when 1 of 4 messages is placed").isEqualTo(usage);
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage when all messages are placed")
        .isEqualTo(usage);
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 10))
        .as("messages listed when all are placed")
        .isEqualTo(listed);
    assertThat(subject.messages().find(mailbox.id(), ids.get(0)))
        .as("a message when it is placed")
        .isPresent()
        .isEqualTo(found);
    assertThat(subject.bytes(mailbox.id(), ids.get(0), 10).map(String::new))
        .as("bytes of a message that is placed")
        .contains("four");
    subject.messages().erase(mailbox.id(), ids.subList(0, 3));
    assertThat(subject.mailboxes().usage(mailbox.id()))
        .as("usage when 3 of 4 placed messages were erased")
        .isEqualTo(new MailboxUsage(1, 4));
  }

  private static Placement place(long position, List<MessageId> ids, int index) {
    return Specimens.place(position, ids.get(index));
  }

  /**
   * {@link StoreRule#MSG_47}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_47)
  default void msg47_a_redelivery_makes_nothing_pending(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<DeliveryKey> keys = List.of(Specimens.newKey(), Specimens.newKey(), Specimens.newKey());
    MessageId placed = subject.deliver(mailbox, keys.get(0));
    subject.placeAll(mailbox);
    MessageId erased = subject.deliver(mailbox, keys.get(1));
    subject.messages().erase(mailbox.id(), List.of(erased));
    MessageId pending = subject.deliver(mailbox, keys.get(2));
    List<Placement> places = subject.messages().placements(mailbox.id(), 0, 10);

    for (DeliveryKey key : keys) {
      subject.redeliver(mailbox, key);
      subject.append(
          Specimens.delivery(
              Specimens.target(mailbox.id(), key, Specimens.alias("other@acme.example")), "x"));
    }

    assertThat(ids(subject.pending(mailbox)))
        .as("pending after redeliveries of a placed, an erased and a pending message")
        .containsExactly(pending);
    subject.placeAll(mailbox);
    assertThat(subject.messages().placements(mailbox.id(), 0, 10))
        .as("places after redeliveries, the new one at the end")
        .startsWith(places.toArray(Placement[]::new))
        .extracting(Placement::messageId)
        .containsExactly(placed, pending);
  }

  /**
   * {@link StoreRule#MSG_49}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_49)
  default void msg49_large_batches_are_taken(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    List<Placement> there = new ArrayList<>();
    List<Placement> places = new ArrayList<>();
    for (int i = 1; i <= CatchUpBatch.MAX_PLACEMENTS; i++) {
      boolean real = i % 25 == 0;
      MessageId id = real ? subject.deliver(mailbox, "real") : Specimens.newMessageId();
      Placement place = Specimens.place(i, id);
      places.add(place);
      if (real) {
        there.add(place);
      }
    }
    Map<ThreadKey, ConversationId> threads = new HashMap<>();
    List<ThreadKey> asked = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      ThreadKey known = Specimens.threadKey();
      threads.put(known, Specimens.newConversationId());
      asked.add(Specimens.threadKey());
      asked.add(known);
    }

    Throwable thrown =
        catchThrowable(
            () -> subject.messages().apply(mailbox.id(), new CatchUpBatch(0, places, threads)));

    assertThat(thrown).as("apply() of 500 places and 5,000 thread keys").isNull();
    assertThat(subject.messages().placements(mailbox.id(), 0, 500))
        .as("places of the 20 messages of 500 that were there")
        .isEqualTo(there);
    assertThat(subject.messages().threads(mailbox.id(), asked).equals(threads))
        .as("5,000 of 10,000 thread keys are known, with their conversations")
        .isTrue();
  }

  private static List<MessageId> ids(Pending pending) {
    return pending.messages().stream().map(PendingMessage::messageId).toList();
  }
}
