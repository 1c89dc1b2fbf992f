package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Change.Kind;
import dev.melme.api.mailbox.Marking;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.RecordedChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of changes, ENT-24 to ENT-31 but ENT-29, which is in {@link RacingChangeContract}; part
 * of {@link EntryRepositoryContract}.
 */
public interface ChangeContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_24}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_24)
  default void ent24_what_is_placed_is_one_change(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.deliver(6);
    assertThat(desk.recorded(0))
        .as("changes of a mailbox in which messages are pending")
        .isEqualTo(new RecordedChanges(List.of(), 0, 0, true));
    desk.erase(ids.get(4));
    subject.clock().advance(Duration.ofMinutes(1));
    Instant first = subject.clock().instant();
    desk.apply(
        Specimens.batch(
            0,
            List.of(
                Specimens.place(2, ids.get(1)),
                Specimens.place(4, ids.get(0)),
                Specimens.place(5, ids.get(4)), // erased
                Specimens.place(7, ids.get(2)))));
    subject.clock().advance(Duration.ofMinutes(1));
    desk.apply(
        Specimens.batch(
            7,
            List.of(
                Specimens.place(8, ids.get(3)), Specimens.place(9, ids.get(0))))); // has its place
    desk.apply(Specimens.batch(9, List.of(Specimens.place(12, Specimens.newMessageId()))));

    RecordedChanges changes = desk.recorded(0);

    assertThat(changes.changes())
        .as("changes of two batches that placed messages, and one that placed none")
        .containsExactly(
            new Change(
                7,
                Kind.ADDED,
                List.of(ids.get(1), ids.get(0), ids.get(2)),
                first,
                Optional.empty()),
            new Change(
                9,
                Kind.ADDED,
                List.of(ids.get(3)),
                first.plus(Duration.ofMinutes(1)),
                Optional.empty()));
    assertThat(changes.lastPosition()).as("the last position").isEqualTo(12);
    assertThat(changes.behind()).as("behind, while a message is pending").isTrue();
    desk.place(List.of(ids.get(5)));
    assertThat(desk.recorded(12).behind()).as("behind, when none is pending").isFalse();
  }

  /**
   * {@link StoreRule#ENT_25}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_25)
  default void ent25_what_is_marked_is_one_change(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.placed(4);
    long last = desk.lastPosition();
    desk.mark(Marking.read(), ids.get(2));
    Instant at = subject.clock().instant().plusMillis(1234);
    subject.entries().mark(desk.id(), ids, Marking.read(), at, Optional.of("Jo \u00c4"));
    subject.entries().mark(desk.id(), ids, Marking.flag(), at, Optional.empty());
    desk.mark(Marking.read(), ids); // nothing to do

    desk.giveTurns();

    List<Change> changes = desk.changes(last + 1);
    assertThat(changes)
        .as("changes of marks that found something to do, after the first one")
        .hasSize(2);
    assertThat(changes.get(0).messageIds())
        .as("messages of a mark of 4 messages, one of which was read")
        .containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(3));
    assertThat(changes.get(1).messageIds())
        .as("messages of a mark of all messages")
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(changes.stream().map(Change::kind)).as("kinds").containsOnly(Kind.CHANGED);
    assertThat(changes.stream().map(Change::at)).as("times of marks").containsOnly(at);
    assertThat(changes.stream().map(Change::operator))
        .as("operators of marks")
        .containsExactly(Optional.of("Jo \u00c4"), Optional.empty());
  }

  /**
   * {@link StoreRule#ENT_26}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_26)
  default void ent26_what_is_erased_is_one_change(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> placed = desk.placed(4);
    List<MessageId> pending = desk.deliver(2);
    MessageId foreign = new Desk(subject).placed();
    subject.clock().advance(Duration.ofMinutes(5));

    desk.erase(pending.get(0));
    assertThat(subject.messages().pending(desk.id(), 10))
        .as("pending after a pending message was erased, which is no change")
        .isEqualTo(new Pending(4, subject.pending(desk.mailbox()).messages(), false));
    desk.erase(placed.get(0), pending.get(1), foreign, placed.get(2), placed.get(0));
    desk.erase(placed.get(0)); // gone already
    desk.giveTurns();

    List<Change> changes = desk.changes(4);
    assertThat(changes).as("changes of erasures").hasSize(1);
    assertThat(changes.get(0).kind()).as("the kind of an erasure").isEqualTo(Kind.REMOVED);
    assertThat(changes.get(0).messageIds())
        .as("messages of an erasure of two placed, a pending and a foreign one")
        .containsExactlyInAnyOrder(placed.get(0), placed.get(2));
    assertThat(changes.get(0).at())
        .as("the time of an erasure")
        .isEqualTo(subject.clock().instant());
    assertThat(changes.get(0).operator()).as("the operator of an erasure").isEmpty();
  }

  /**
   * {@link StoreRule#ENT_27}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_27)
  default void ent27_changes_get_positions_in_their_order(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.placed(4);
    RecordedChanges before = desk.recorded(0);

    desk.mark(Marking.flag(), ids.get(0));
    desk.erase(ids.get(1));
    desk.mark(Marking.archive(), ids.get(3), ids.get(2));
    desk.mark(Marking.read(), ids.get(2));
    RecordedChanges waiting = desk.recorded(0);
    MessageId pending = desk.deliver(1).get(0);
    boolean applied =
        subject
            .messages()
            .apply(desk.id(), Specimens.batch(4, List.of(Specimens.place(10, pending))));

    assertThat(applied).as("apply() on the last position, while changes wait").isTrue();
    assertThat(waiting)
        .as("changes while others wait")
        .isEqualTo(new RecordedChanges(before.changes(), 4, 0, true));
    RecordedChanges after = desk.recorded(4);
    assertThat(after.changes().stream().map(Change::position))
        .as("positions of what was placed and of 4 changes that waited")
        .containsExactly(10L, 11L, 12L, 13L, 14L);
    assertThat(after.changes().stream().map(Change::kind))
        .as("kinds, in the order in which changes were made")
        .containsExactly(Kind.ADDED, Kind.CHANGED, Kind.REMOVED, Kind.CHANGED, Kind.CHANGED);
    assertThat(after.changes().stream().map(change -> change.messageIds().size()))
        .as("messages of each change")
        .containsExactly(1, 1, 1, 2, 1);
    assertThat(List.of(after.lastPosition(), desk.lastPosition()))
        .as("the last position, told with the changes and by pending()")
        .containsExactly(14L, 14L);
    assertThat(after.behind()).as("behind, when nothing waits").isFalse();
    assertThat(subject.messages().apply(desk.id(), Specimens.batch(10, List.of())))
        .as("apply() on a position that changes have passed")
        .isFalse();
    assertThat(subject.messages().apply(desk.id(), Specimens.batch(14, List.of())))
        .as("apply() when there is nothing to do")
        .isTrue();
    assertThat(desk.recorded(0).lastPosition())
        .as("the last position after there was nothing to do")
        .isEqualTo(14);
    Placement next = Specimens.place(15, desk.deliver(1).get(0));
    desk.apply(Specimens.batch(14, List.of(next)));
    assertThat(subject.messages().placements(desk.id(), 12, 10))
        .as("places after the positions of changes")
        .containsExactly(next);
  }

  /**
   * {@link StoreRule#ENT_28}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_28)
  default void ent28_changes_are_read_in_pages(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.deliver(2);
    desk.apply(
        Specimens.batch(
            0, List.of(Specimens.place(3, ids.get(0)), Specimens.place(6, ids.get(1)))));
    for (int i = 0; i < 6; i++) {
      desk.mark(i % 2 == 0 ? Marking.flag() : Marking.unflag(), ids);
      if (i % 3 == 2) {
        desk.giveTurns();
      }
    }

    List<List<Long>> pages = new ArrayList<>();
    long after = 0;
    for (int page = 0; page < 4; page++) {
      RecordedChanges some = subject.entries().changes(desk.id(), after, 3);
      assertThat(some.lastPosition()).as("the last position, told with each page").isEqualTo(12);
      pages.add(some.changes().stream().map(Change::position).toList());
      after =
          some.changes().isEmpty()
              ? after
              : some.changes().get(some.changes().size() - 1).position();
    }

    assertThat(pages)
        .as("positions of pages of 3 changes, each after the last one of the page before")
        .containsExactly(List.of(6L, 7L, 8L), List.of(9L, 10L, 11L), List.of(12L), List.of());
    assertThat(subject.entries().changes(desk.id(), 4, 1).changes())
        .as("the change after a position that is none of a change")
        .extracting(Change::position)
        .containsExactly(6L);
    assertThat(subject.entries().changes(desk.id(), 1000, 5))
        .as("changes after a position that was not given yet")
        .isEqualTo(new RecordedChanges(List.of(), 12, 0, false));
  }

  /**
   * {@link StoreRule#ENT_30}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_30)
  default void ent30_old_changes_are_forgotten(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk late = new Desk(subject);
    MessageId[] ids = desk.placed(3).toArray(MessageId[]::new); // position 3
    for (int day = 0; day < 4; day++) { // positions 4 to 7
      subject.clock().advance(Duration.ofDays(1));
      desk.mark(day % 2 == 0 ? Marking.flag() : Marking.unflag(), ids);
      desk.giveTurns();
    }
    late.placed();
    Instant waits = subject.clock().instant().minus(Duration.ofDays(9));
    subject.entries().mark(desk.id(), List.of(ids), Marking.read(), waits, Optional.of("Jo"));
    Instant second = subject.clock().instant().minus(Duration.ofDays(2));
    List<Change> all = desk.changes(0);

    int pruned = subject.entries().pruneChanges(second, 100);

    assertThat(pruned)
        .as("changes forgotten: two of five were made before a time, one exactly then")
        .isEqualTo(2);
    assertThat(desk.recorded(0))
        .as("what is left, and up to where changes were forgotten")
        .isEqualTo(new RecordedChanges(all.subList(2, 5), 7, 4, true));
    assertThat(late.recorded(0).forgottenTo())
        .as("up to where changes were forgotten in a mailbox in which none was")
        .isZero();
    assertThat(subject.entries().pruneChanges(second, 100))
        .as("changes forgotten the next time")
        .isZero();
    desk.giveTurns();
    assertThat(desk.changes(7))
        .as("a change that waited while older ones were forgotten")
        .extracting(Change::at)
        .containsExactly(waits);
    assertThat(desk.recorded(0).forgottenTo())
        .as("up to where changes were forgotten, after one more got its position")
        .isEqualTo(4);
    subject.entries().pruneChanges(subject.clock().instant().plusMillis(1), 100);
    assertThat(desk.recorded(0))
        .as("changes when all were forgotten")
        .isEqualTo(new RecordedChanges(List.of(), 8, 8, false));
    assertThat(desk.everything()).as("entries when all changes were forgotten").hasSize(3);
  }

  /**
   * {@link StoreRule#ENT_31}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_31)
  default void ent31_pruning_changes_stays_within_its_limit(StoreUnderTest subject) {
    List<Desk> desks = List.of(new Desk(subject), new Desk(subject), new Desk(subject));
    for (Desk desk : desks) {
      for (int i = 0; i < 3; i++) {
        desk.placed();
      }
    }
    subject.clock().advance(Duration.ofDays(1));
    Instant before = subject.clock().instant();
    desks.forEach(Desk::placed);

    List<Integer> pruned = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      pruned.add(subject.entries().pruneChanges(before, 4));
      left.add(desks.stream().mapToInt(desk -> desk.changes(0).size()).sum());
      for (Desk desk : desks) {
        RecordedChanges changes = desk.recorded(0);
        assertThat(changes.forgottenTo())
            .as("up to where changes were forgotten, when each of 4 was one position on")
            .isEqualTo(4 - changes.changes().size());
      }
    }

    assertThat(pruned)
        .as("changes forgotten per call, 9 in 3 mailboxes and at most 4 per call")
        .containsExactly(4, 4, 1, 0);
    assertThat(left).as("changes left after each call").containsExactly(8, 4, 3, 3);
  }
}
