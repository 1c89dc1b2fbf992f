package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Change.Kind;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The rule of following changes while they are made; part of {@link EntryRepositoryContract}. */
public interface RacingChangeContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_29}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_29)
  default void ent29_following_changes_skips_and_repeats_none(StoreUnderTest subject) {
    int writers = 16;
    int each = 6;
    Desk desk = new Desk(subject);
    List<MessageId> marked = desk.placed(2);
    List<MessageId> toErase = desk.placed(4 * each);
    Set<MessageId> added = ConcurrentHashMap.newKeySet();
    Set<String> marks = ConcurrentHashMap.newKeySet();
    Set<MessageId> erased = ConcurrentHashMap.newKeySet();
    CountDownLatch writing = new CountDownLatch(writers);
    CountDownLatch catchingUp = new CountDownLatch(2);
    List<Change> seen = new ArrayList<>();
    long start = desk.lastPosition();

    Racing.run(
        writers + 3,
        thread -> {
          if (thread == 0) {
            boolean over;
            do {
              over = catchingUp.await(1, TimeUnit.MILLISECONDS);
            } while (follow(desk, start, seen) || !over);
          } else if (thread < 3) {
            try {
              int afterwards = 0;
              boolean over;
              do {
                over = writing.await(1, TimeUnit.MILLISECONDS);
                afterwards += over ? 1 : 0;
                // a store in which something always waits would keep this going for ever
              } while ((catchUp(subject, desk) || !over) && afterwards < 1000);
            } finally {
              catchingUp.countDown();
            }
          } else {
            try {
              for (int i = 0; i < each; i++) {
                int erasing = (thread - 3) / 4 * each + i;
                if (thread % 4 == 0) {
                  desk.erase(toErase.get(erasing));
                  erased.add(toErase.get(erasing));
                } else if (thread % 4 == 1) {
                  String name = "label " + thread + " " + i;
                  subject
                      .entries()
                      .mark(
                          desk.id(),
                          marked,
                          Marking.label(Label.of(name)),
                          subject.store().now(),
                          Optional.of(name));
                  marks.add(name);
                } else {
                  added.add(desk.deliver(1).get(0));
                }
              }
            } finally {
              writing.countDown();
            }
          }
          return thread;
        });

    assertThat(seen.stream().map(Change::position))
        .as("positions of the changes that were followed, ascending")
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(ids(seen, Kind.ADDED))
        .as("messages that came in, seen by following the changes, each once")
        .containsExactlyInAnyOrderElementsOf(added);
    assertThat(seen.stream().filter(change -> change.kind() == Kind.CHANGED))
        .as("marks seen by following the changes, each once")
        .extracting(change -> change.operator().orElse("nobody"))
        .containsExactlyInAnyOrderElementsOf(marks);
    assertThat(ids(seen, Kind.REMOVED))
        .as("messages that were erased, seen by following the changes, each once")
        .containsExactlyInAnyOrderElementsOf(erased);
    assertThat(desk.changes(start))
        .as("all changes at the end, compared with those seen on the way")
        .isEqualTo(seen);
    desk.checkLines("after racing deliveries, marks and erasures");
  }

  private static Stream<MessageId> ids(List<Change> changes, Kind kind) {
    return changes.stream()
        .filter(change -> change.kind() == kind)
        .flatMap(change -> change.messageIds().stream());
  }

  /** Reads on after the last change seen; false when there is no further one yet. */
  private static boolean follow(Desk desk, long start, List<Change> seen) {
    long after = seen.isEmpty() ? start : seen.get(seen.size() - 1).position();
    List<Change> next = desk.changes(after);
    seen.addAll(next);
    // a store that repeats changes would keep this going for ever
    return !next.isEmpty() && seen.size() < 1000;
  }

  /** Does what is to be done, unless another thread does; false when nothing is. */
  private static boolean catchUp(StoreUnderTest subject, Desk desk) {
    Pending pending = subject.messages().pending(desk.id(), 10);
    CatchUpBatch batch =
        Specimens.batch(pending).orElse(Specimens.batch(pending.lastPosition(), List.of()));
    if (pending.work()) {
      subject.messages().apply(desk.id(), batch);
    }
    return pending.work();
  }
}
