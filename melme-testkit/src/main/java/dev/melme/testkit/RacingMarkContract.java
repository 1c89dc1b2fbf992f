package dev.melme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.melme.api.ConversationId;
import dev.melme.api.MessageId;
import dev.melme.api.mailbox.Change;
import dev.melme.api.mailbox.Conversation;
import dev.melme.api.mailbox.Folder;
import dev.melme.api.mailbox.Label;
import dev.melme.api.mailbox.Marking;
import dev.melme.api.mailbox.MessageEntry;
import dev.melme.spi.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The rules of marking by many threads, ENT-17 and ENT-18; part of {@link MarkContract}'s. */
public interface RacingMarkContract extends StoreContract {

  /**
   * {@link StoreRule#ENT_17}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_17)
  default void ent17_racing_marks_lose_none(StoreUnderTest subject) {
    int threads = 16;
    Desk desk = new Desk(subject);
    MessageId[] ids = desk.deliver(6).toArray(MessageId[]::new);
    ConversationId conversation = Specimens.newConversationId();
    desk.place(conversation, ids);
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      labels.add(Label.of("thread " + (char) ('a' + i)));
    }

    List<Integer> answers =
        Racing.run(
            threads,
            thread -> {
              Marking marking = Marking.label(labels.get(thread));
              List<MessageId> some = new ArrayList<>(List.of(ids));
              Collections.rotate(some, thread); // named in different orders
              return desk.mark(thread % 4 == 0 ? marking.andFlagged(true) : marking, some)
                  + desk.mark(Marking.read(), ids[thread % 3]);
            });

    assertThat(answers.stream().mapToInt(Integer::intValue).sum())
        .as("messages changed: 6 by each of 16 threads, and 3 that were read")
        .isEqualTo(threads * 6 + 3);
    for (MessageEntry entry : desk.everything()) {
      assertThat(entry.state().labels())
          .as("labels of a message after each of 16 threads put its own on")
          .isEqualTo(labels);
      assertThat(entry.state().flagged()).as("the flag").isTrue();
    }
    assertThat(desk.lines(Folder.INBOX))
        .as("the conversation after racing marks")
        .containsExactly(Conversation.of(desk.everything()));
    assertThat(subject.entries().unread(desk.id(), Folder.INBOX, 100))
        .as("unread entries when 3 of 6 were marked as read by many threads at once")
        .isEqualTo(3);
    desk.giveTurns();
    assertThat(desk.changes(0).stream().filter(change -> change.kind() == Change.Kind.CHANGED))
        .as("changes, one for each call that changed something")
        .hasSize(threads + 3);
  }

  /**
   * {@link StoreRule#ENT_18}.
   *
   * @param subject the store
   */
  @Rule(StoreRule.ENT_18)
  default void ent18_nothing_waits_for_a_delivery(StoreUnderTest subject) {
    Desk desk = new Desk(subject);
    MessageId placed = desk.placed();
    MessageId pending = desk.deliver(1).get(0);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);

    List<String> answers =
        Racing.run(
            2,
            thread -> {
              if (thread == 0) {
                Delivery delivery =
                    Specimens.delivery(
                        Specimens.target(desk.mailbox()), new HaltedContent(begun, over));
                subject.messages().append(delivery);
                return "";
              }
              try {
                assertThat(begun.await(20, TimeUnit.SECONDS))
                    .as("append() begins to read the content")
                    .isTrue();
                desk.place(List.of(pending));
                return desk.mark(Marking.read(), placed, pending) + " " + desk.erase(placed);
              } finally {
                over.countDown();
              }
            });

    assertThat(answers.get(1))
        .as("messages marked and erased while a delivery was under way")
        .isEqualTo("2 1");
    assertThat(over.getCount()).as("what ends the delivery").isZero();
    assertThat(subject.messages().list(desk.id(), Optional.empty(), 10))
        .as("messages after the delivery came to its end")
        .hasSize(2);
    desk.checkLines("after marks during a delivery");
  }
}
