package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.DeliveryKey;
import dev.melme.api.Mailbox;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MatchedAlias;
import dev.melme.api.MessageId;
import dev.melme.api.StoredMessage;
import dev.melme.spi.AppendOutcome;
import dev.melme.spi.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The rules of storing by many threads at once; part of {@link MessageRepositoryContract}. */
public interface RacingAppendContract extends StoreContract {

  /**
   * {@link StoreRule#MSG_08}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_08)
  default void msg08_of_32_racing_redeliveries_exactly_one_stores(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    for (int round = 0; round < 3; round++) {
      DeliveryKey key = DeliveryKey.ofEvent("raced " + round);

      List<AppendOutcome.Result> results =
          Racing.run(32, thread -> subject.redeliver(mailbox, key));

      assertThat(results.stream().filter(result -> !result.alreadyStored()).count())
          .as("threads of 32 that were told that they stored the message")
          .isEqualTo(1);
      assertThat(results.stream().map(AppendOutcome.Result::messageId).distinct())
          .as("message ids that 32 threads were told")
          .hasSize(1);
      assertThat(subject.messages().find(mailbox.id(), results.get(0).messageId()))
          .as("the message that 32 threads were told of")
          .isPresent();
    }
    assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 100))
        .as("messages after 3 rounds of 32 racing deliveries")
        .hasSize(3);
  }

  /**
   * {@link StoreRule#MSG_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_10)
  default void msg10_racing_redeliveries_add_all_their_aliases(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    DeliveryKey key = DeliveryKey.ofEvent("through many aliases");
    List<MatchedAlias> aliases =
        IntStream.range(0, 16)
            .mapToObj(i -> Specimens.alias("alias" + i + "@acme.example"))
            .toList();

    List<MessageId> ids =
        Racing.run(
            16,
            thread -> {
              Delivery.Target target = Specimens.target(mailbox.id(), key, aliases.get(thread));
              return subject.append(Specimens.delivery(target, "x")).get(0).messageId();
            });

    List<MatchedAlias> found =
        subject
            .messages()
            .find(mailbox.id(), ids.get(0))
            .map(StoredMessage::aliases)
            .orElse(List.of());
    assertThat(found)
        .as("aliases after 16 threads delivered one key through 16 of them")
        .containsExactlyInAnyOrderElementsOf(aliases);
  }

  /**
   * {@link StoreRule#MSG_26}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_26)
  default void msg26_racing_deliveries_end_in_the_right_mailboxes(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(16);

    List<List<MessageId>> ids =
        Racing.run(
            16,
            thread -> {
              List<MessageId> own = new ArrayList<>();
              for (int i = 0; i < 10; i++) {
                own.add(subject.deliver(boxes.get(thread), "mailbox " + thread));
              }
              return own;
            });

    for (int i = 0; i < boxes.size(); i++) {
      Mailbox box = boxes.get(i);
      assertThat(subject.messages().list(box.id(), Optional.empty(), 100))
          .as("ids of the messages in one of 16 mailboxes")
          .extracting(summary -> summary.id())
          .containsExactlyInAnyOrderElementsOf(ids.get(i));
      for (MessageId id : ids.get(i)) {
        assertThat(subject.bytes(box.id(), id, 100).map(String::new))
            .as("bytes of a message in one of 16 mailboxes")
            .contains("mailbox " + i);
      }
    }
  }

  /**
   * {@link StoreRule#MSG_27}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_27)
  default void msg27_crossing_deliveries_all_come_through(StoreUnderTest subject) {
    List<Mailbox> forward = subject.mailboxes(4);
    List<Mailbox> backward = new ArrayList<>(forward);
    Collections.reverse(backward);

    Racing.run(
        4,
        thread -> {
          for (int i = 0; i < 25; i++) {
            List<Delivery.Target> targets =
                (thread % 2 == 0 ? forward : backward).stream().map(Specimens::target).toList();
            subject.append(Specimens.delivery(targets, Specimens.content(new byte[10])));
          }
          return thread;
        });

    for (Mailbox box : forward) {
      assertThat(subject.mailboxes().usage(box.id()))
          .as("usage after 4 threads sent 25 messages each to the same 4 mailboxes")
          .isEqualTo(new MailboxUsage(100, 1000));
    }
  }

  /**
   * {@link StoreRule#MSG_28}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_28)
  default void msg28_an_append_that_meets_an_erasure_leaves_nothing(StoreUnderTest subject) {
    for (int round = 0; round < 8; round++) {
      Mailbox mailbox = subject.mailbox();
      Mailbox kept = subject.mailbox();
      List<DeliveryKey> keys =
          Racing.run(
              5,
              thread -> {
                DeliveryKey key = Specimens.newKey();
                if (thread == 0) {
                  subject.mailboxes().erase(mailbox.id());
                  return key;
                }
                subject
                    .messages()
                    .append(
                        Specimens.delivery(
                            List.of(Specimens.target(kept), Specimens.target(mailbox, key)),
                            Specimens.content(new byte[10])));
                return key;
              });

      assertThat(subject.messages().outcome(mailbox.id(), keys))
          .as("keys left behind in an erased mailbox")
          .isEmpty();
      assertThat(subject.messages().list(mailbox.id(), Optional.empty(), 10))
          .as("messages left behind in an erased mailbox")
          .isEmpty();
      assertThat(subject.mailboxes().usage(mailbox.id()))
          .as("usage left behind of an erased mailbox")
          .isEqualTo(MailboxUsage.NONE);
      assertThat(
              subject.messages().append(Specimens.delivery(Specimens.target(mailbox), "too late")))
          .as("append after the erasure")
          .isInstanceOf(AppendOutcome.MailboxesGone.class);
    }
  }

  /**
   * {@link StoreRule#MSG_29}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_29)
  default void msg29_a_delivery_shows_up_everywhere_at_once(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(3);
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<Delivery.Target> targets = boxes.stream().map(Specimens::target).toList();
      deliveries.add(Specimens.delivery(targets, Specimens.content(new byte[10])));
    }
    AtomicBoolean done = new AtomicBoolean();

    Racing.run(
        3,
        thread -> {
          if (thread == 0) {
            try {
              deliveries.forEach(subject::append);
            } finally {
              done.set(true);
            }
            return thread;
          }
          int next = 0;
          while (next < deliveries.size() && !done.get()) {
            List<Delivery.Target> targets = new ArrayList<>(deliveries.get(next).targets());
            if (thread == 2) {
              Collections.reverse(targets);
            }
            if (isThere(subject, targets.get(0))) {
              for (Delivery.Target target : targets) {
                assertThat(isThere(subject, target))
                    .as("a message that is in one of its mailboxes is in the others")
                    .isTrue();
              }
              next++;
            }
          }
          return thread;
        });
  }

  private static boolean isThere(StoreUnderTest subject, Delivery.Target target) {
    return subject.messages().find(target.mailboxId(), target.messageId()).isPresent();
  }
}
