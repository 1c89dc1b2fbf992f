package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ConversationId;
import dev.melme.api.Correspondent;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.EntryFilter;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.api.mailbox.MessageState;
import dev.melme.spi.CatchUpBatch;
import dev.melme.spi.ConversationFacts;
import dev.melme.spi.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * The rules of conversations, ENT-19 to ENT-23, and of folders, ENT-35; part of {@link
 * EntryRepositoryContract}.
 */
public interface ConversationContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_19}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_19)
  default void ent19_a_conversation_has_a_line_in_each_folder(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<Correspondent> writers = new ArrayList<>();
    writers.add(new Correspondent("Jo", "jo@sender.example"));
    writers.add(new Correspondent("Jo in capitals", "JO@Sender.Example"));
    writers.add(new Correspondent("Only a name", ""));
    writers.add(new Correspondent("", ""));
    Specimens.poison().forEach(poison -> writers.add(new Correspondent(poison, poison)));
    List<ConversationId> conversations = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      conversations.add(Specimens.newConversationId());
    }
    Random random = new Random(19);
    List<Placement> places = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      List<Correspondent> from = new ArrayList<>();
      for (int writer = random.nextInt(3); writer > 0; writer--) {
        from.add(writers.get(random.nextInt(writers.size())));
      }
      MessageId id =
          desk.deliver(EntrySpecimens.index("message " + i, from, random.nextInt(3), ""));
      places.add(new Placement(i + 1, id, conversations.get(random.nextInt(conversations.size()))));
    }
    desk.apply(Specimens.batch(0, places));
    desk.checkLines("of 50 new messages");

    List<MessageId> ids = places.stream().map(Placement::messageId).toList();
    for (Marking marking : EntrySpecimens.markings().subList(0, 8)) {
      desk.mark(marking, ids.stream().filter(id -> random.nextInt(3) == 0).toList());
      desk.checkLines("after some of 50 messages were marked by " + marking);
    }
  }

  /**
   * {@link StoreRule#ENT_20}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_20)
  default void ent20_conversations_are_listed_in_pages(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    List<ConversationId> conversations = new ArrayList<>();
    List<MessageId> first = desk.deliver(7);
    List<MessageId> second = desk.deliver(7);
    for (MessageId id : first) {
      ConversationId conversation = Specimens.newConversationId();
      conversations.add(conversation);
      desk.place(conversation, id);
    }
    for (int i = 6; i >= 0; i--) { // the newest one of each stands in the other order
      desk.place(conversations.get(i), second.get(i));
    }
    desk.mark(Marking.archive(), second.subList(4, 7)); // these lie back where the first ones do

    List<List<ConversationId>> pages = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    for (int page = 0; page < 4; page++) {
      List<Conversation> lines =
          subject.entries().conversations(desk.id(), Folder.INBOX, before, 3);
      pages.add(lines.stream().map(Conversation::id).toList());
      if (!lines.isEmpty()) {
        before = OptionalLong.of(lines.get(lines.size() - 1).newest().position());
      }
    }

    List<ConversationId> expected = new ArrayList<>(conversations.subList(0, 4));
    expected.addAll(List.of(conversations.get(6), conversations.get(5), conversations.get(4)));
    assertThat(pages)
        .as("pages of 3 of 7 conversations, by the newest message that lies in the inbox")
        .containsExactly(
            expected.subList(0, 3), expected.subList(3, 6), expected.subList(6, 7), List.of());
    assertThat(
            subject
                .entries()
                .conversations(desk.id(), Folder.ARCHIVE, OptionalLong.empty(), 2)
                .stream()
                .map(Conversation::id))
        .as("2 of 3 conversations in the archive")
        .containsExactly(conversations.get(4), conversations.get(5));
  }

  /**
   * {@link StoreRule#ENT_21}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_21)
  default void ent21_lines_follow_what_happens_to_messages(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    ConversationId conversation = Specimens.newConversationId();
    List<MessageId> ids = desk.deliver(5);
    List<MessageId> late = desk.deliver(2);
    desk.place(conversation, ids.toArray(MessageId[]::new));
    desk.placed(2);
    desk.checkLines("after 7 messages had their places");

    desk.mark(Marking.archive(), ids.get(4));
    desk.checkLines("after the newest message was archived");
    desk.mark(Marking.read().andFlagged(true), ids.get(0), ids.get(4));
    desk.checkLines("after one message in each folder was read and flagged");
    desk.mark(Marking.archive(), ids);
    desk.checkLines("after all messages were archived");
    desk.place(conversation, late.get(0));
    desk.checkLines("after one more message arrived");
    desk.mark(Marking.trash(), ids.get(2), late.get(0));
    desk.mark(Marking.restore(), ids.get(2), late.get(0));
    desk.checkLines("after two were thrown away and restored");
    desk.erase(ids.get(4), ids.get(1));
    desk.checkLines("after the newest message in the archive was erased");
    desk.erase(late.get(0));
    desk.checkLines("after the only message in the inbox was erased");
    desk.erase(ids.toArray(MessageId[]::new));
    desk.checkLines("after all messages were erased");
    assertThat(subject.entries().conversation(desk.id(), conversation))
        .as("messages of a conversation that were all erased")
        .isEmpty();
    desk.place(conversation, late.get(1));
    desk.checkLines("after a message arrived in a conversation without any");
    assertThat(desk.lines(Folder.INBOX)).as("conversations in the inbox at the end").hasSize(3);
  }

  /**
   * {@link StoreRule#ENT_22}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_22)
  default void ent22_a_conversation_has_its_messages_in_order(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk other = new Desk(subject);
    ConversationId conversation = Specimens.newConversationId();
    ConversationId foreign = Specimens.newConversationId();
    List<MessageId> ids = desk.deliver(6);
    List<MessageId> order = List.of(ids.get(3), ids.get(0), ids.get(5), ids.get(1), ids.get(4));
    other.place(foreign, other.deliver(1).get(0));
    other.place(conversation, other.deliver(1).get(0));
    desk.place(conversation, order.subList(0, 3).toArray(MessageId[]::new));
    desk.place(List.of(ids.get(2)));
    desk.place(conversation, order.subList(3, 5).toArray(MessageId[]::new));
    desk.mark(Marking.archive().andSeen(true), order.get(0));
    desk.mark(Marking.trash(), order.get(3));

    List<MessageEntry> messages = subject.entries().conversation(desk.id(), conversation);

    assertThat(Desk.ids(messages))
        .as("messages of a conversation in all folders, by position")
        .isEqualTo(order);
    assertThat(messages)
        .as("messages of a conversation, compared with those found by id")
        .isEqualTo(order.stream().map(desk::entry).toList());
    assertThat(subject.entries().conversation(desk.id(), foreign))
        .as("messages of a conversation of another mailbox")
        .isEmpty();
    assertThat(subject.entries().conversation(desk.id(), Specimens.newConversationId()))
        .as("messages of a conversation that is not there")
        .isEmpty();
  }

  /**
   * {@link StoreRule#ENT_23}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_23)
  default void ent23_facts_tell_of_conversations_that_have_messages(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    Desk other = new Desk(subject);
    Instant start = subject.store().now();
    ConversationId several = Specimens.newConversationId();
    ConversationId single = Specimens.newConversationId();
    ConversationId emptied = Specimens.newConversationId();
    ConversationId foreign = Specimens.newConversationId();
    MessageId[] ids = new MessageId[4];
    long[] minutes = {2, 9, 5, 1}; // the latest one is not the last that had its place
    for (int i = 0; i < ids.length; i++) {
      ids[i] =
          desk.deliver(Specimens.plainIndex("message"), start.plus(Duration.ofMinutes(minutes[i])));
    }
    MessageId erased = desk.deliver(1).get(0);
    desk.place(several, ids[0], ids[1], ids[2]);
    desk.apply(
        new CatchUpBatch(
            desk.lastPosition(),
            List.of(
                new Placement(desk.lastPosition() + 1, ids[3], single),
                new Placement(desk.lastPosition() + 2, erased, emptied)),
            Map.of()));
    other.place(foreign, other.deliver(1).get(0));
    desk.mark(Marking.archive(), ids[1]);
    desk.mark(Marking.trash(), ids[2]);
    desk.erase(erased);
    List<ConversationId> asked = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      asked.add(Specimens.newConversationId());
    }
    asked.addAll(700, List.of(several, emptied, foreign));
    asked.add(single);

    Map<ConversationId, ConversationFacts> facts = subject.entries().facts(desk.id(), asked);

    assertThat(facts)
        .as("facts of 1,504 conversations, of which two have messages in this mailbox")
        .isEqualTo(
            Map.of(
                several,
                new ConversationFacts(3, start.plus(Duration.ofMinutes(9))),
                single,
                new ConversationFacts(1, start.plus(Duration.ofMinutes(1)))));
    desk.erase(ids[1]);
    assertThat(subject.entries().facts(desk.id(), Set.of(several)))
        .as("facts after the latest message was erased")
        .isEqualTo(Map.of(several, new ConversationFacts(2, start.plus(Duration.ofMinutes(5)))));
    assertThat(subject.entries().facts(desk.id(), List.of()))
        .as("facts of no conversation")
        .isEmpty();
  }

  /**
   * {@link StoreRule#ENT_35}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_35)
  default void ent35_a_message_begins_in_the_folder_of_its_placement(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    ConversationId conversation = Specimens.newConversationId();
    Map<Folder, MessageId> ids = new EnumMap<>(Folder.class);
    List<Placement> places = new ArrayList<>();
    for (Folder folder : Folder.values()) {
      MessageId id = desk.deliver(1).get(0);
      ids.put(folder, id);
      places.add(new Placement(places.size() + 1L, id, conversation, folder));
    }

    desk.apply(Specimens.batch(0, places));

    checkFolders(subject, desk, ids, "that were just placed there");
    desk.merge(conversation, Specimens.newConversationId());
    checkFolders(subject, desk, ids, "after their conversation was merged");
    MessageId sent = desk.list(EntryFilter.in(Folder.SENT)).get(0).id();
    desk.mark(Marking.trash(), sent);
    desk.mark(Marking.restore(), sent);
    assertThat(desk.entry(sent).state().folder())
        .as("the folder of a message that began in SENT, was thrown away and restored")
        .isEqualTo(Folder.SENT);
    desk.mark(Marking.unread(), sent);
    assertThat(subject.entries().unread(desk.id(), Folder.SENT, 10))
        .as("unread in SENT after a message there was marked as unread")
        .isEqualTo(1);
    desk.checkLines("after that");
  }

  private static void checkFolders(
      StoreUnderTest subject, Desk desk, Map<Folder, MessageId> ids, String when) {
    ids.forEach(
        (folder, id) -> {
          MessageState state = MessageState.beginning(folder);
          assertThat(desk.entry(id).state())
              .as("the state of a message in %s, of messages %s", folder, when)
              .isEqualTo(state);
          assertThat(Desk.ids(desk.list(EntryFilter.in(folder))))
              .as("entries in %s, of messages %s", folder, when)
              .containsExactly(id);
          assertThat(subject.entries().unread(desk.id(), folder, 10))
              .as("unread in %s, of messages %s", folder, when)
              .isEqualTo(state.seen() ? 0 : 1);
        });
    desk.checkLines("of messages " + when);
  }
}
