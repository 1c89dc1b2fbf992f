package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.DeliveryKey;
import dev.melme.api.MailboxUsage;
import dev.melme.api.MessageId;
import dev.melme.api.MessageSummary;
import dev.melme.api.StoredMessage;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Filing;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.spi.EntryRepository;
import dev.melme.spi.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The rules of marking, ENT-11 to ENT-16; part of {@link EntryRepositoryContract}. Those of many
 * threads at once are in {@link RacingMarkContract}.
 */
public interface MarkContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_11}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_11)
  default void ent11_mark_does_what_the_marking_says(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.placed(6);
    Map<MessageId, MessageState> expected = new HashMap<>();
    ids.forEach(id -> expected.put(id, MessageState.NEW));
    Random random = new Random(11);
    List<Marking> steps = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      List<Marking> markings = new ArrayList<>(EntrySpecimens.markings());
      Collections.shuffle(markings, random);
      steps.addAll(markings);
    }

    for (Marking marking : steps) {
      Instant at = subject.store().now();
      Optional<String> operator = random.nextInt(3) == 0 ? Optional.empty() : Optional.of("Jo");
      List<MessageId> some = ids.stream().filter(id -> random.nextInt(3) > 0).toList();
      List<MessageId> marked = some.isEmpty() ? ids : some;
      int changed = 0;
      for (MessageId id : marked) {
        MessageState before = expected.getOrDefault(id, MessageState.NEW);
        MessageState after = marking.apply(before, at, operator);
        changed += after.equals(before) ? 0 : 1;
        expected.put(id, after);
      }

      int answered = subject.entries().mark(desk.id(), marked, marking, at, operator);

      assertThat(answered)
          .as("messages of %s that have another state after %s", marked.size(), marking)
          .isEqualTo(changed);
      for (MessageEntry entry : desk.everything()) {
        assertThat(entry.state())
            .as("the state of a message after %s", marking)
            .isEqualTo(expected.get(entry.id()));
      }
      subject.clock().advance(Duration.ofSeconds(1));
    }
  }

  /**
   * {@link StoreRule#ENT_12}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_12)
  default void ent12_marking_twice_is_marking_once(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> ids = desk.placed(3);
    int changes = 0;
    for (Marking marking : EntrySpecimens.markings()) {
      changes += desk.mark(marking, ids) > 0 ? 1 : 0;
      List<MessageEntry> once = desk.everything();
      subject.clock().advance(Duration.ofSeconds(1));

      int again =
          subject
              .entries()
              .mark(desk.id(), ids, marking, subject.store().now(), Optional.of("somebody else"));

      assertThat(again).as("messages changed by %s the second time", marking).isZero();
      assertThat(desk.everything()).as("entries after %s, once and twice", marking).isEqualTo(once);
    }
    desk.giveTurns();
    assertThat(desk.changes(0).stream().filter(change -> change.kind() == Change.Kind.CHANGED))
        .as("changes of markings of which each was done twice")
        .hasSize(changes);
  }

  /**
   * {@link StoreRule#ENT_13}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_13)
  default void ent13_what_has_no_entry_is_left_out(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk other = new Desk(subject);
    MessageId foreign = other.placed();
    MessageId placed = desk.placed();
    MessageId erased = desk.placed();
    desk.erase(erased);
    desk.giveTurns();
    MessageId pending = desk.deliver(1).get(0);
    List<MessageId> without = List.of(Specimens.newMessageId(), foreign, pending, erased);
    List<MessageId> all = new ArrayList<>(without);
    all.add(2, placed);

    assertThat(desk.mark(Marking.trash(), without))
        .as("messages marked of those that are unknown, foreign, pending or erased")
        .isZero();
    assertThat(subject.messages().pending(desk.id(), 10).messages())
        .as("pending messages after one was to be marked")
        .hasSize(1);
    assertThat(desk.mark(Marking.flag(), all))
        .as("messages marked of five, one of which has an entry")
        .isEqualTo(1);
    desk.place(List.of(pending));
    assertThat(desk.entry(pending).state())
        .as("the state of a message that was marked before it had its place")
        .isEqualTo(MessageState.NEW);
    assertThat(other.entry(foreign).state())
        .as("the state of a message that another mailbox marked")
        .isEqualTo(MessageState.NEW);
    assertThat(
            desk.changes(0).stream()
                .filter(change -> change.kind() == Change.Kind.CHANGED)
                .map(Change::messageIds))
        .as("the messages of the one change that really was")
        .containsExactly(List.of(placed));
    assertThat(
            subject
                .entries()
                .mark(
                    subject.newMailbox("never-stored").id(),
                    List.of(placed),
                    Marking.read(),
                    subject.store().now(),
                    Optional.empty()))
        .as("messages marked without a mailbox")
        .isZero();
  }

  /**
   * {@link StoreRule#ENT_14}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_14)
  default void ent14_operators_and_labels_of_any_script_are_kept(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<Label> labels = EntrySpecimens.LOOK_ALIKES;
    List<MessageId> ids = desk.placed(labels.size());
    List<String> operators = Specimens.poison();
    Instant at = subject.store().now().minus(Duration.ofMillis(123_456_789));
    for (int i = 0; i < ids.size(); i++) {
      Optional<String> operator = Optional.of(operators.get(i % operators.size()));
      Marking marking = Marking.label(labels.get(i)).andMove(Marking.Move.TO_ARCHIVE);
      subject.entries().mark(desk.id(), List.of(ids.get(i)), marking, at, operator);
    }
    desk.giveTurns();

    for (int i = 0; i < ids.size(); i++) {
      Optional<String> operator = Optional.of(operators.get(i % operators.size()));
      assertThat(desk.entry(ids.get(i)).state())
          .as("a state with time, operator and label")
          .isEqualTo(
              new MessageState(
                  Folder.ARCHIVE,
                  false,
                  false,
                  List.of(labels.get(i)),
                  Optional.of(new Filing(Folder.INBOX, at, operator))));
      assertThat(Desk.ids(desk.list(EntryFilter.everything().onlyLabelled(labels.get(i)))))
          .as("entries with the label %s, among its look-alikes", labels.get(i))
          .containsExactly(ids.get(i));
      List<Change> changes = desk.changes(desk.lastPosition() - ids.size() + i);
      assertThat(changes.get(0).operator()).as("the operator of a change").isEqualTo(operator);
      assertThat(changes.get(0).at()).as("the time of a change").isEqualTo(at);
    }
    assertThat(subject.entries().labels(desk.id(), 100))
        .as("labels in use, each once")
        .containsExactlyInAnyOrderElementsOf(labels);
    desk.mark(Marking.unlabel(labels.get(0)), ids);
    assertThat(subject.entries().labels(desk.id(), 100))
        .as("labels in use after one of the look-alikes was taken off")
        .containsExactlyInAnyOrderElementsOf(labels.subList(1, labels.size()));
  }

  /**
   * {@link StoreRule#ENT_15}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_15)
  default void ent15_mark_changes_nothing_else(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    DeliveryKey key = Specimens.newKey();
    MessageId marked = subject.deliver(desk.mailbox(), key);
    MessageId other = desk.deliver(Specimens.fullIndex());
    desk.place(List.of(other, marked));
    MessageEntry before = desk.entry(marked);
    MessageEntry beside = desk.entry(other);
    MailboxUsage usage = subject.mailboxes().usage(desk.id());
    Optional<StoredMessage> message = subject.messages().find(desk.id(), marked);
    List<MessageSummary> listed = subject.messages().list(desk.id(), Optional.empty(), 10);
    List<Placement> places = subject.messages().placements(desk.id(), 0, 10);

    for (Marking marking : EntrySpecimens.markings()) {
      desk.mark(marking, marked);
      MessageEntry after = desk.entry(marked);

      assertThat(after.withState(before.state()))
          .as("an entry after %s, but for its state", marking)
          .isEqualTo(before);
      assertThat(desk.entry(other))
          .as("the entry of another message after %s", marking)
          .isEqualTo(beside);
      assertThat(subject.mailboxes().usage(desk.id()))
          .as("usage after %s", marking)
          .isEqualTo(usage);
    }
    assertThat(subject.messages().find(desk.id(), marked)).as("the message").isEqualTo(message);
    assertThat(subject.bytes(desk.id(), marked, 100).map(String::new))
        .as("the bytes of a marked message")
        .contains("under a key");
    assertThat(subject.messages().list(desk.id(), Optional.empty(), 10))
        .as("messages listed after one was marked")
        .isEqualTo(listed);
    assertThat(subject.messages().placements(desk.id(), 0, 10))
        .as("places after one message was marked")
        .isEqualTo(places);
    assertThat(subject.redeliver(desk.mailbox(), key).alreadyStored())
        .as("a redelivery of a marked message is known")
        .isTrue();
  }

  /**
   * {@link StoreRule#ENT_16}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_16)
  default void ent16_500_messages_are_one_change(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<MessageId> there = desk.placed(50);
    List<MessageId> asked = new ArrayList<>();
    for (int i = 0; i < EntryRepository.MAX_MESSAGES; i++) {
      asked.add(i % 10 == 0 ? there.get(i / 10) : Specimens.newMessageId());
    }
    long before = desk.lastPosition();
    Marking marking = EntrySpecimens.markings().get(14).andMove(Marking.Move.TO_ARCHIVE);

    int marked = desk.mark(marking, asked);
    MessageState state = desk.entry(there.get(0)).state();
    List<MessageEntry> entries = desk.everything();
    subject.messages().erase(desk.id(), asked);
    desk.giveTurns();

    assertThat(marked).as("messages marked of 500, of which 50 are there").isEqualTo(50);
    assertThat(state.labels()).as("labels of a message, marked with 50").hasSize(50);
    assertThat(entries.stream().map(MessageEntry::state))
        .as("states of 50 messages that were marked together")
        .containsOnly(state);
    List<Change> changes = desk.changes(before);
    assertThat(changes.stream().map(Change::kind))
        .as("changes of 50 messages that were marked and then erased together")
        .containsExactly(Change.Kind.CHANGED, Change.Kind.REMOVED);
    for (Change change : changes) {
      assertThat(change.messageIds())
          .as("messages of a change of 50")
          .containsExactlyInAnyOrderElementsOf(there);
    }
    assertThat(subject.entries().labels(desk.id(), 100))
        .as("labels in use when all messages were erased")
        .isEmpty();
  }
}
