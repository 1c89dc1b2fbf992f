package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.Mailbox;
import dev.melme.api.MessageId;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The rules of catch-up by many threads at once; part of {@link CatchUpContract}. */
public interface RacingCatchUpContract extends StoreContract {

  /**
   * {@link StoreRule#MSG_37}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_37)
  default void msg37_of_racing_batches_exactly_one_is_applied(StoreUnderTest subject) {
    Mailbox mailbox = subject.mailbox();
    long last = 0;
    for (int round = 0; round < 4; round++) {
      MessageId contested = subject.deliver(mailbox, "contested");
      List<CatchUpBatch> batches = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        batches.add(Specimens.batch(last, List.of(Specimens.place(last + i + 1, contested))));
      }

      List<Boolean> applied =
          Racing.run(8, thread -> subject.messages().apply(mailbox.id(), batches.get(thread)));

      assertThat(Collections.frequency(applied, true))
          .as("threads of 8 that were told that their batch on position %s was applied", last)
          .isEqualTo(1);
      CatchUpBatch winner = batches.get(applied.indexOf(true));
      assertThat(subject.messages().placements(mailbox.id(), last, 10))
          .as("the place given by the thread that succeeded")
          .isEqualTo(winner.placements());
      assertThat(subject.pending(mailbox))
          .as("pending, its last position that of the thread that succeeded")
          .isEqualTo(new Pending(winner.lastPosition(), List.of()));
      last = winner.lastPosition();
    }
  }

  /**
   * {@link StoreRule#MSG_44}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_44)
  default void msg44_following_places_skips_and_repeats_none(StoreUnderTest subject) {
    int writers = 16;
    int each = 15;
    Mailbox mailbox = subject.mailbox();
    Set<MessageId> delivered = ConcurrentHashMap.newKeySet();
    AtomicInteger placed = new AtomicInteger();
    CountDownLatch writing = new CountDownLatch(writers);
    CountDownLatch catchingUp = new CountDownLatch(2);
    List<Placement> seen = new ArrayList<>();

    Racing.run(
        writers + 3,
        thread -> {
          if (thread == 0) {
            boolean over;
            do {
              over = catchingUp.await(1, TimeUnit.MILLISECONDS);
            } while (follow(subject, mailbox, seen) || !over);
          } else if (thread < 3) {
            try {
              int afterwards = 0;
              boolean over;
              do {
                over = writing.await(1, TimeUnit.MILLISECONDS);
                afterwards += over ? 1 : 0;
                // a store that never takes a message from pending would keep this going for ever
              } while ((catchUp(subject, mailbox, placed) || !over)
                  && placed.get() <= writers * each
                  && afterwards < 1000);
            } finally {
              catchingUp.countDown();
            }
          } else {
            try {
              for (int i = 0; i < each; i++) {
                delivered.add(subject.deliver(mailbox, "arriving"));
              }
            } finally {
              writing.countDown();
            }
          }
          return thread;
        });

    assertThat(seen.stream().map(Placement::messageId))
        .as("messages seen by following the places, each once")
        .doesNotHaveDuplicates();
    assertThat(seen.stream().map(Placement::messageId))
        .as("messages seen by following the places, none skipped")
        .containsExactlyInAnyOrderElementsOf(delivered);
    assertThat(subject.messages().placements(mailbox.id(), 0, 500))
        .as("all places at the end, compared with those seen on the way")
        .isEqualTo(seen);
  }

  /** Reads on after the last place seen; false when there is no further one yet. */
  private static boolean follow(StoreUnderTest subject, Mailbox mailbox, List<Placement> seen) {
    long after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position();
    List<Placement> next = subject.messages().placements(mailbox.id(), after, 7);
    seen.addAll(next);
    // a store that repeats places would keep this going for ever
    return !next.isEmpty() && seen.size() < 1000;
  }

  /** Places what is pending, unless another thread does; false when nothing is. */
  private static boolean catchUp(StoreUnderTest subject, Mailbox mailbox, AtomicInteger placed) {
    Optional<CatchUpBatch> batch = Specimens.batch(subject.messages().pending(mailbox.id(), 20));
    if (batch.isPresent() && subject.messages().apply(mailbox.id(), batch.get())) {
      placed.addAndGet(batch.get().placements().size());
    }
    return batch.isPresent();
  }

  /**
   * {@link StoreRule#MSG_50}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_50)
  default void msg50_an_apply_that_meets_an_erasure_leaves_no_place(StoreUnderTest subject) {
    for (int round = 0; round < 16; round++) {
      boolean wholeMailbox = round % 2 == 1;
      Mailbox mailbox = subject.mailbox();
      List<MessageId> ids = new ArrayList<>();
      List<Placement> places = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(subject.deliver(mailbox, "message " + i));
        places.add(Specimens.place(i + 1, ids.get(i)));
      }

      Racing.run(
          2,
          thread -> {
            if (thread == 0) {
              return subject.messages().apply(mailbox.id(), Specimens.batch(0, places));
            }
            return wholeMailbox
                ? subject.mailboxes().erase(mailbox.id())
                : subject.messages().erase(mailbox.id(), ids.subList(1, 4)) == 3;
          });

      List<Placement> left = subject.messages().placements(mailbox.id(), 0, 10);
      if (wholeMailbox) {
        assertThat(left).as("places left behind in an erased mailbox").isEmpty();
        assertThat(subject.messages().pendingMailboxes(Optional.empty(), 100))
            .as("mailboxes with pending messages after one was erased")
            .doesNotContain(mailbox.id());
      } else {
        assertThat(left)
            .as("places when 3 of 5 messages were erased while they were placed")
            .containsExactly(places.get(0), places.get(4));
      }
      assertThat(subject.pending(mailbox).messages())
          .as("messages that are pending after they were placed or erased")
          .isEmpty();
    }
  }
}
