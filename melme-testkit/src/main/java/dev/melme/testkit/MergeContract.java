package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ConversationId;
import dev.melme.api.MailboxId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Change.Kind;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.Pending;
import dev.melme.spi.Placement;
import dev.melme.spi.ThreadKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of what catch-up does to conversations and changes, MSG-51 to MSG-55; see {@link
 * StoreRule}.
 */
public interface MergeContract extends StoreContract {

  /**
   * {@link StoreRule#MSG_51}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_51)
  default void msg51_a_mailbox_whose_changes_wait_is_pending(StoreUnderTest subject) {
    List<Desk> desks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      desks.add(new Desk(subject));
    }
    List<MessageId> placed = desks.stream().map(Desk::placed).toList();
    List<MailboxId> ids = desks.stream().map(Desk::id).toList();
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes with work when all messages have their places")
        .isEmpty();

    desks.get(3).mark(Marking.flag(), placed.get(3));
    desks.get(1).erase(placed.get(1));
    desks.get(2).mark(Marking.unflag(), placed.get(2)); // nothing to do
    desks.get(4).deliver(1);
    desks.get(3).deliver(1);

    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes in which changes or messages wait, each once")
        .containsExactly(ids.get(1), ids.get(3), ids.get(4));
    assertThat(subject.messages().pendingMailboxes(Optional.of(ids.get(1)), 1))
        .as("the mailbox with work after another one")
        .containsExactly(ids.get(3));
    assertThat(subject.pending(desks.get(1).mailbox()))
        .as("pending where an erasure waits")
        .isEqualTo(new Pending(1, List.of(), true));
    desks.get(1).giveTurns();
    desks.get(3).place(ids(subject.pending(desks.get(3).mailbox())));
    assertThat(subject.pending(desks.get(1).mailbox()))
        .as("pending after an empty batch")
        .isEqualTo(new Pending(2, List.of(), false));
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes with work after changes got positions, alone and with a message")
        .containsExactly(ids.get(4));
    desks.get(1).mark(Marking.flag(), placed.get(1)); // is erased
    desks.get(2).mark(Marking.flag(), placed.get(2));
    subject.mailboxes().erase(ids.get(2));
    assertThat(subject.messages().pendingMailboxes(Optional.empty(), 10))
        .as("mailboxes with work after one in which a change waited was erased")
        .containsExactly(ids.get(4));
  }

  private static List<MessageId> ids(Pending pending) {
    return pending.messages().stream().map(message -> message.messageId()).toList();
  }

  /**
   * {@link StoreRule#MSG_52}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_52)
  default void msg52_messages_of_a_merged_conversation_move(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk other = new Desk(subject);
    ConversationId from = Specimens.newConversationId();
    ConversationId into = Specimens.newConversationId();
    ConversationId beside = Specimens.newConversationId();
    for (Desk each : List.of(desk, other)) { // ids of conversations mean nothing elsewhere
      each.place(from, each.deliver(3).toArray(MessageId[]::new));
      each.place(into, each.deliver(2).toArray(MessageId[]::new));
      each.place(beside, each.deliver(1).get(0));
      List<MessageEntry> entries = each.everything();
      each.mark(Marking.archive().andFlagged(true), entries.get(0).id(), entries.get(4).id());
      each.mark(Marking.read(), entries.get(1).id());
    }
    List<MessageEntry> before = desk.everything();
    List<MessageEntry> elsewhere = other.everything();
    MessageId next = desk.deliver(1).get(0);
    subject.clock().advance(Duration.ofMinutes(1));
    long last = desk.lastPosition();

    desk.apply(
        new CatchUpBatch(
            last,
            List.of(new Placement(last + 2, next, into)),
            Map.of(),
            Map.of(),
            Map.of(from, into),
            Map.of()));

    List<MessageEntry> expected = new ArrayList<>();
    for (MessageEntry entry : before) {
      ConversationId standing = entry.conversationId().equals(from) ? into : entry.conversationId();
      expected.add(new MessageEntry(entry.summary(), entry.position(), standing, entry.state()));
    }
    List<MessageEntry> after = desk.everything();
    assertThat(after.subList(0, 6))
        .as("entries after their conversation was merged, with their positions and states")
        .isEqualTo(expected);
    assertThat(Desk.ids(subject.entries().conversation(desk.id(), into)))
        .as("messages of the conversation that others were merged into, by position")
        .containsExactly(
            after.get(0).id(),
            after.get(1).id(),
            after.get(2).id(),
            after.get(3).id(),
            after.get(4).id(),
            next);
    desk.checkLines("after one was merged into another");
    assertThat(subject.entries().facts(desk.id(), List.of(from)))
        .as("facts of a conversation that was merged")
        .isEmpty();
    assertThat(subject.messages().placements(desk.id(), 0, 10).subList(0, 3))
        .as("places of messages whose conversation was merged")
        .extracting(Placement::conversationId)
        .containsOnly(into);
    List<Change> changes = desk.changes(last);
    assertThat(changes.subList(0, 2))
        .as("changes of a batch that places and merges, before those that waited")
        .containsExactly(
            new Change(
                last + 2, Kind.ADDED, List.of(next), subject.clock().instant(), Optional.empty()),
            new Change(
                last + 3,
                Kind.CHANGED,
                List.of(before.get(0).id(), before.get(1).id(), before.get(2).id()),
                subject.clock().instant(),
                Optional.empty()));
    assertThat(changes).as("changes of the batch and two that waited").hasSize(4);
    assertThat(desk.lastPosition()).as("the last position").isEqualTo(last + 5);
    assertThat(other.everything())
        .as("entries of another mailbox in which a conversation has the same id")
        .isEqualTo(elsewhere);
    other.checkLines("after one of the same id was merged in another mailbox");
    desk.merge(Specimens.newConversationId(), beside);
    assertThat(desk.lastPosition())
        .as("the last position after a conversation without messages was merged")
        .isEqualTo(last + 5);
  }

  /**
   * {@link StoreRule#MSG_53}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_53)
  default void msg53_a_merged_conversation_stands_for_the_other(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<ConversationId> conversations = new ArrayList<>();
    List<MessageId> ids = desk.deliver(4);
    for (MessageId id : ids) {
      conversations.add(Specimens.newConversationId());
      desk.place(conversations.get(conversations.size() - 1), id);
    }
    ConversationId last = conversations.get(3);

    desk.merge(conversations.get(0), conversations.get(1));
    assertThat(members(subject, desk, conversations.get(0)))
        .as("messages of a conversation that was merged, by its old id")
        .isEqualTo(ids.subList(0, 2));
    desk.merge(conversations.get(1), conversations.get(2));
    desk.merge(conversations.get(2), last);

    for (ConversationId conversation : conversations) {
      assertThat(members(subject, desk, conversation))
          .as("messages of conversations that were merged one after the other, by each old id")
          .isEqualTo(ids);
    }
    ConversationId next = Specimens.newConversationId();
    desk.close(last, next);
    desk.place(next, desk.deliver(1).get(0));
    assertThat(members(subject, desk, conversations.get(0)))
        .as("messages of a merged conversation after the one it became part of was closed")
        .isEqualTo(ids);
    assertThat(members(subject, new Desk(subject), conversations.get(0)))
        .as("messages of a conversation that another mailbox merged")
        .isEmpty();
    desk.checkLines("after several were merged one after the other");
  }

  private static List<MessageId> members(StoreUnderTest subject, Desk desk, ConversationId id) {
    return Desk.ids(subject.entries().conversation(desk.id(), id));
  }

  /**
   * {@link StoreRule#MSG_54}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_54)
  default void msg54_threads_answers_the_last_follower(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk other = new Desk(subject);
    List<ConversationId> all = new ArrayList<>();
    List<ThreadKey> keys = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(Specimens.newConversationId());
      keys.add(Specimens.threadKey());
      for (Desk each : List.of(desk, other)) {
        each.apply(
            new CatchUpBatch(
                each.lastPosition(),
                List.of(new Placement(each.lastPosition() + 1, each.deliver(1).get(0), all.get(i))),
                Map.of(keys.get(i), all.get(i))));
      }
    }
    List<MessageEntry> before = desk.everything();

    desk.close(all.get(0), all.get(1));
    assertThat(threads(subject, desk, keys).get(keys.get(0)))
        .as("the conversation of a key whose conversation is closed")
        .isEqualTo(all.get(1));
    desk.close(all.get(1), all.get(2));
    assertThat(threads(subject, desk, keys.subList(0, 3)).values())
        .as("the conversation of keys of three, the first two of which are closed")
        .containsOnly(all.get(2));
    assertThat(desk.everything())
        .as("entries after two of their conversations were closed")
        .isEqualTo(before);
    desk.merge(all.get(2), all.get(3));
    assertThat(threads(subject, desk, keys.subList(0, 4)).values())
        .as("the conversation of keys of four: two closed, the next one merged into the last")
        .containsOnly(all.get(3));
    assertThat(members(subject, desk, all.get(1)))
        .as("messages of a closed conversation")
        .containsExactly(before.get(1).id());
    desk.apply( // merged into one that is closed at once
        new CatchUpBatch(
            desk.lastPosition(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(all.get(4), all.get(3)),
            Map.of(all.get(3), all.get(5))));
    assertThat(threads(subject, desk, keys.subList(0, 6)).values())
        .as("the conversation of keys of six, after one was merged into another that was closed")
        .containsOnly(all.get(5));
    assertThat(members(subject, desk, all.get(4)))
        .as("messages of one that was merged into another that was closed, by its old id")
        .containsExactly(before.get(2).id(), before.get(3).id(), before.get(4).id());
    desk.merge(all.get(5), all.get(6));
    assertThat(threads(subject, desk, keys).values())
        .as("the conversation of keys of seven that follow one another")
        .containsOnly(all.get(6));
    desk.checkLines("after conversations were merged and closed");
    assertThat(threads(subject, other, keys).values())
        .as("conversations of the same keys in another mailbox")
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(desk.lines(Folder.INBOX)).as("conversations at the end").hasSize(4);
  }

  private static Map<ThreadKey, ConversationId> threads(
      StoreUnderTest subject, Desk desk, List<ThreadKey> keys) {
    return subject.messages().threads(desk.id(), keys);
  }

  /**
   * {@link StoreRule#MSG_55}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.MSG_55)
  default void msg55_a_repointed_key_belongs_to_its_new_conversation(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk other = new Desk(subject);
    ConversationId early = Specimens.newConversationId();
    ConversationId late = Specimens.newConversationId();
    ThreadKey moved = Specimens.threadKey();
    ThreadKey kept = Specimens.threadKey();
    ThreadKey unknown = Specimens.threadKey();
    Map<ThreadKey, ConversationId> threads = Map.of(moved, early, kept, early);
    for (Desk each : List.of(desk, other)) {
      each.apply(new CatchUpBatch(0, List.of(), threads));
    }
    CatchUpBatch repointing =
        new CatchUpBatch(
            0, List.of(), Map.of(), Map.of(moved, late, unknown, late), Map.of(), Map.of());
    CatchUpBatch refused =
        new CatchUpBatch(7, List.of(), Map.of(), Map.of(kept, late), Map.of(), Map.of());

    desk.apply(repointing);
    boolean applied = subject.messages().apply(desk.id(), refused);

    List<ThreadKey> all = List.of(moved, kept, unknown);
    assertThat(applied).as("apply() on another last position").isFalse();
    assertThat(threads(subject, desk, all))
        .as("conversations of a key that was repointed, one that was not, and a new one")
        .isEqualTo(Map.of(moved, late, kept, early, unknown, late));
    assertThat(threads(subject, other, all))
        .as("conversations of the same keys in another mailbox")
        .isEqualTo(threads);
    desk.apply(new CatchUpBatch(0, List.of(), Map.of(moved, early, unknown, early)));
    assertThat(threads(subject, desk, all))
        .as("conversations of repointed keys that came again as new ones")
        .isEqualTo(Map.of(moved, late, kept, early, unknown, late));
  }
}
