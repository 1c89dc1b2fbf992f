package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.DeliveryRecordId;
import dev.melme.api.Mailbox;
import dev.melme.api.admin.DeliveryRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of erasing, pruning and racing, LOG-09 to LOG-14; part of {@link
 * DeliveryLogRepositoryContract}.
 */
public interface DeliveryLogUpkeepContract extends StoreContract {

  /**
   * {@link StoreRule#LOG_09}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_09)
  default void log09_a_record_of_no_mailbox_is_left_out(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Mailbox erased = subject.mailbox();
    subject.mailboxes().erase(erased.id());
    DeliveryRecord kept = LogSpecimens.stored(mailbox);
    DeliveryRecord refused = LogSpecimens.refused(LogSpecimens.id());

    subject
        .deliveryLog()
        .record(
            List.of(
                LogSpecimens.stored(subject.newMailbox("never-stored")),
                kept,
                LogSpecimens.stored(erased),
                refused));

    assertThat(LogSpecimens.ids(subject.deliveryLog().list(LogSpecimens.ALL, 100)))
        .as("records beside those of a mailbox that was never stored and of an erased one")
        .containsExactlyInAnyOrder(kept.id(), refused.id());
    assertThat(subject.deliveryLog().prune(afterAll(subject), 100))
        .as("records that there are for prune")
        .isEqualTo(2);
  }

  /**
   * {@link StoreRule#LOG_10}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_10)
  default void log10_erasing_a_mailbox_erases_its_records(StoreUnderTest subject) {
    Mailbox erased = subject.mailbox();
    Mailbox kept = subject.mailbox();
    DeliveryRecord refused = LogSpecimens.refused(LogSpecimens.id());
    List<DeliveryRecord> others = new ArrayList<>(LogSpecimens.stored(kept, 3));
    others.add(refused);
    subject.deliveryLog().record(LogSpecimens.stored(erased, 400));
    subject.deliveryLog().record(LogSpecimens.stored(erased, 400));
    subject.deliveryLog().record(others);

    subject.mailboxes().erase(erased.id());

    assertThat(LogSpecimens.ids(subject.deliveryLog().list(LogSpecimens.ALL, 1000)))
        .as("records of the other mailbox and of none")
        .containsExactlyInAnyOrderElementsOf(LogSpecimens.ids(others));
    assertThat(subject.deliveryLog().prune(afterAll(subject), 1000))
        .as("records that there are for prune, none of the erased mailbox")
        .isEqualTo(others.size());
  }

  /**
   * {@link StoreRule#LOG_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_11)
  default void log11_a_record_that_meets_an_erasure_leaves_nothing(StoreUnderTest subject) {
    for (int round = 0; round < 8; round++) {
      Mailbox erased = subject.mailbox();
      Mailbox kept = subject.mailbox();

      Racing.run(
          5,
          thread -> {
            if (thread == 0) {
              return subject.mailboxes().erase(erased.id());
            }
            List<DeliveryRecord> batch = new ArrayList<>(LogSpecimens.stored(erased, 3));
            batch.add(LogSpecimens.stored(kept));
            subject.deliveryLog().record(batch);
            return true;
          });

      assertThat(subject.deliveryLog().prune(afterAll(subject), 100))
          .as("records that there are for prune, one of each thread and none of the erased mailbox")
          .isEqualTo(4);
    }
  }

  /**
   * {@link StoreRule#LOG_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_12)
  default void log12_prune_removes_records_before_a_time(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    Instant time = subject.store().now();
    DeliveryRecord old = LogSpecimens.stored(mailbox, LogSpecimens.idAt(time.minusMillis(1)));
    DeliveryRecord oldRefused =
        LogSpecimens.refused(LogSpecimens.idAt(time.minus(Duration.ofDays(300))));
    DeliveryRecord exact = LogSpecimens.stored(mailbox, LogSpecimens.idAt(time));
    DeliveryRecord exactRefused = LogSpecimens.refused(LogSpecimens.idAt(time));
    subject.deliveryLog().record(List.of(old, oldRefused, exact, exactRefused));

    int pruned = subject.deliveryLog().prune(time, 100);

    assertThat(pruned).as("records pruned before a time").isEqualTo(2);
    assertThat(LogSpecimens.ids(subject.deliveryLog().list(LogSpecimens.ALL, 100)))
        .as("records made at that very time")
        .containsExactlyInAnyOrder(exact.id(), exactRefused.id());
  }

  /**
   * {@link StoreRule#LOG_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_13)
  default void log13_prune_stays_within_its_limit_the_oldest_first(StoreUnderTest subject) {
    List<DeliveryRecord> records = new ArrayList<>();
    for (Mailbox mailbox : subject.mailboxes(3)) {
      records.addAll(LogSpecimens.stored(mailbox, 3));
    }
    subject.deliveryLog().record(records);
    List<DeliveryRecordId> oldestFirst = LogSpecimens.ids(records);

    int first = subject.deliveryLog().prune(afterAll(subject), 4);
    List<DeliveryRecord> left = subject.deliveryLog().list(LogSpecimens.ALL, 100);
    int second = subject.deliveryLog().prune(afterAll(subject), 4);
    int third = subject.deliveryLog().prune(afterAll(subject), 4);

    assertThat(List.of(first, second, third))
        .as("records pruned per call, 9 and at most 4 per call")
        .containsExactly(4, 4, 1);
    assertThat(LogSpecimens.ids(left))
        .as("records left after the 4 oldest")
        .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(4, 9));
  }

  /**
   * {@link StoreRule#LOG_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.LOG_14)
  default void log14_threads_that_record_at_once_lose_nothing(StoreUnderTest subject) {
    List<Mailbox> boxes = subject.mailboxes(3);
    List<DeliveryRecord> shared = new ArrayList<>();
    boxes.forEach(mailbox -> shared.addAll(LogSpecimens.stored(mailbox, 5)));
    int threads = 8;

    Racing.run(
        threads,
        thread -> {
          List<DeliveryRecord> batch = new ArrayList<>(shared);
          for (int i = 0; i < 10; i++) {
            batch.add(LogSpecimens.stored(boxes.get((thread + i) % boxes.size())));
          }
          subject.deliveryLog().record(batch);
          return batch.size();
        });

    assertThat(subject.deliveryLog().list(LogSpecimens.ALL, 1000).size())
        .as("records when 8 threads recorded 10 of their own and the same 15 each")
        .isEqualTo(threads * 10 + shared.size());
  }

  private static Instant afterAll(StoreUnderTest subject) {
    return subject.store().now().plus(Duration.ofDays(1));
  }
}
